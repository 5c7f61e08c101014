/** Another program has held the store for longer than anybody waits. Nothing was written. */
export class StoreHeld extends Error {
  override readonly name = 'StoreHeld';
}
