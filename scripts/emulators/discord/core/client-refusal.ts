/** Discord's own client would not have let the person do this (a required option is missing, the button is not there, …). */
export class ClientRefusal extends Error {
  override readonly name = 'ClientRefusal';
}
