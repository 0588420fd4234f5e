/** What captured has ended without being told to: the message says which engine, how, and its last words. */
export class EngineEnded extends Error {
  override readonly name = 'EngineEnded';
}
