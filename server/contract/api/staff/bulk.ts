/** What became of the chosen records: how many are done, and why the others are not. */
export interface BulkOutcome {
  done: number;
  refused: { id: number; title: string; why: string }[];
}
