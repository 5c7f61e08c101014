/**
 * That nobody keeps to a part is no failure any more. Wherever a failure stands it was written without spaces, and quotes in a
 * name are escaped, so that this is a code and nothing else.
 */
export const partsForAll = ['jobs.failure', 'jobs.warnings', 'requests.ending', 'requests.doubt']
  .map((place) => {
    const [table, column] = place.split('.');
    return `
  UPDATE ${table} SET ${column} = replace(${column}, '"code":"masks_not_offered"', '"code":"not_offered"')
    WHERE ${column} LIKE '%masks_not_offered%';`;
  })
  .join('');
