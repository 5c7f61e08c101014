/** Files on their way into the image store or out of the program, on a disk of this machine. Those a day old are taken away at start. */
export interface Scratch {
  readonly directory: string;
  /** A path for such a file. `name` is made from the step's own ids, so that a repeated step writes the same one. */
  path(name: string): string;
  /** Takes the file away, if it is there. Throws for a path that is none of the scratch. */
  discard(path: string): Promise<void>;
}
