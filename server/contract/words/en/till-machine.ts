/** What a till says of its own machine: its printer, its disk, its window. */
export const machineWords = {
  vault: {
    plain:
      'This computer cannot encrypt the key of this till. Use an account of its own that nobody else signs in to, or set up a keychain.',
  },
  printer: {
    unreachable: (address: string) => `Nothing answers at the printer’s address, ${address}. Is it switched on?`,
    busy: 'The printer is busy or was switched off. Nothing was printed.',
    paper: 'The printer has no paper.',
    cover: 'The printer’s cover is open.',
    trouble: 'The printer reports an error. Please look at it.',
    halfway: 'The printer stopped in the middle of the sheet. Please look whether it came out.',
    none: 'This computer has no printer of that name.',
    refused: 'The computer’s printer did not take the sheet.',
    slow: 'The computer’s printer did not answer. Please look whether the sheet came out.',
    folder: (folder: string) => `The sheet could not be written to ${folder}.`,
  },
  window: {
    failing: 'The till’s window keeps failing. What was sold is safe.',
    again: 'Start again',
    close: 'Close',
    cannotOpen: (why: string) => `The till cannot be opened: ${why}`,
  },
};
