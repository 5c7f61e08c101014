/** One switch of the side panel. */
export interface Control {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** Waiting for its request, or switched on. Left out: a plain button. */
  readonly armed?: () => boolean;
  readonly use: () => void | Promise<void>;
}
