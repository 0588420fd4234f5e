/** The example of RFC 9001 appendix A and RFC 9369 appendix A: packets, and the hellos and keys they are made of. */
import { concat, fromHex } from './hex.ts';
import { sealInitial } from './quic-initial.ts';

export const DESTINATION_ID = fromHex('8394c8f03e515708');

/** A.2: a CRYPTO frame with the ClientHello. */
export const clientCrypto = fromHex(`
  060040f1010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e868
  04fe3a47f06a2b69484c00000413011302010000c000000010000e00000b6578
  616d706c652e636f6dff01000100000a00080006001d00170018001000070005
  04616c706e000500050100000000003300260024001d00209370b2c9caa47fba
  baf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b000302030400
  0d0010000e0403050306030203080408050806002d00020101001c0002400100
  3900320408ffffffffffffffff05048000ffff07048000ffff08011001048000
  75300901100f088394c8f03e51570806048000ffff`);

const clientPayload = concat(clientCrypto, new Uint8Array(1162 - clientCrypto.length));

/** A.1 of both documents: the client's keys by version. */
export const CLIENT_KEYS = {
  1: {
    key: fromHex('1f369613dd76d5467730efcbe3b1a22d'),
    iv: fromHex('fa044b2f42a3fd3b46fb255c'),
    headerProtection: fromHex('9f50449e04a0e810283a1e9933adedd2'),
  },
  2: {
    key: fromHex('8b1a0bc121284290a29e0971b5cd045d'),
    iv: fromHex('91f73e2351d8fa91660e909f'),
    headerProtection: fromHex('45b95e15235d6f45a6b19cbcb0294ba9'),
  },
} as const;

/** A.2 of both documents. */
export const clientInitial = sealInitial(
  fromHex('c300000001088394c8f03e5157080000449e00000002'),
  clientPayload,
  CLIENT_KEYS[1],
);
export const clientInitialV2 = sealInitial(
  fromHex('d36b3343cf088394c8f03e5157080000449e00000002'),
  clientPayload,
  CLIENT_KEYS[2],
);

/** A.3 of both documents: ACK and the ServerHello. */
export const serverInitial = fromHex(`
  cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a
  5816b6394100f37a1c69797554780bb38cc5a99f5ede4cf73c3ec2493a1839b3
  dbcba3f6ea46c5b7684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84
  022f8ef4cdd93795d77d06edbb7aaf2f58891850abbdca3d20398c276456cbc4
  2158407dd074ee`);
export const serverInitialV2 = fromHex(`
  dc6b3343cf0008f067a5502a4262b5004075d92faaf16f05d8a4398c47089698
  baeea26b91eb761d9b89237bbf87263017915358230035f7fd3945d88965cf17
  f9af6e16886c61bfc703106fbaf3cb4cfa52382dd16a393e42757507698075b2
  c984c707f0a0812d8cd5a6881eaf21ceda98f4bd23f6fe1a3e2c43edd9ce7ca8
  4bed8521e2e140`);

/** A.4 of both documents. */
export const retry = fromHex('ff000000010008f067a5502a4262b5746f6b656e04a265ba2eff4d829058fb3f0f2496ba');
export const retryV2 = fromHex('cf6b3343cf0008f067a5502a4262b5746f6b656ec8646ce8bfe33952d955543665dcc7b6');
