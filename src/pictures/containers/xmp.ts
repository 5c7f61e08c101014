import type { Made } from '../../domain/pictures/made.ts';

/** What every packet or credential that says that AI made a picture has in it (both terms of IPTC's end so). */
export const saysMade = 'rainedAlgorithmicMedia';

/**
 * Packets that say so, the better one first: the one that is there with a description more, and a new one, for where the
 * other is no XMP or has no room.
 */
export function* withMark(present: string | null, made: Made): Generator<string> {
  const description = descriptionOf(made);
  const at = present?.lastIndexOf('</rdf:RDF>') ?? -1;
  if (present !== null && at >= 0) yield present.slice(0, at) + description + present.slice(at);
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${description}</rdf:RDF>`;
  yield `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">${rdf}</x:xmpmeta><?xpacket end="w"?>`;
}

/** IPTC Photo Metadata 2024.1, "Digital Source Type"; its terms are addresses, and begin with http. */
const descriptionOf = (made: Made) =>
  `<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/${terms[made]}"/>`;

const terms = {
  generated: 'trainedAlgorithmicMedia',
  composite: 'compositeWithTrainedAlgorithmicMedia',
} as const satisfies Record<Made, string>;
