/** What the machine has left and this process takes, in bytes. */
export interface Room {
  /** Of the disk that the originals lie on. */
  disk(): Promise<{ readonly free: number; readonly total: number }>;
  memory(): {
    readonly used: number;
    /** Of the machine, or of the part of it that this process may have. */
    readonly total: number;
  };
}
