/** Ids are made by us, but of parts that came from outside: nothing that could leave the directory. Throws otherwise. */
export function safeName(name: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(name)) throw new Error('Not a name for a file of the image store.');
  return name;
}
