/** The flow table's memory could not be had: a limit such as `ulimit -v` does not leave the room. */
export class AddressSpaceError extends Error {
  constructor() {
    super('the flow table cannot reserve its address space (some 10 GB, of which only what is written becomes memory)');
  }
}
