/** Something the person at the keyboard can put right: its message is printed as it stands, without a stack. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}
