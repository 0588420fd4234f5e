/**
 * MySQL and MariaDB: the server's greeting and the login up to its outcome. Where the client asks for TLS, that is handed
 * over; what is said after the login is left alone.
 */
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import {
  decodeMysqlAuthSwitch,
  decodeMysqlError,
  decodeMysqlGreeting,
  decodeMysqlLogin,
  decodeMysqlPacket,
  isCleartextPlugin,
  MYSQL_REPLY,
  type MysqlPacket,
} from '../wire/mysql.ts';
import { mysqlErrorName } from '../wire/mysql-errors.ts';
import { matchMysqlStart } from '../wire/mysql-start.ts';
import { type MessageReader, MessageSession, type Next } from './message-session.ts';
import type { AnyObservation, Probe } from './probe.ts';

/** The server's first packet. */
export interface MysqlGreetingObservation extends AnyObservation {
  readonly kind: 'mysql-greeting';
  /** Such as `8.0.36` or `10.11.19-MariaDB-0+deb12u1`. */
  readonly version: string;
  readonly offersTls: boolean;
  /** The server's default. */
  readonly authPlugin: string | undefined;
}

/** The client asks for TLS, which begins right behind it. */
export interface MysqlTlsRequestObservation extends AnyObservation {
  readonly kind: 'mysql-tls-request';
}

/** The client's login in clear, and its answer where the server switched to a password as it is: how, never who or with what. */
export interface MysqlLoginObservation extends AnyObservation {
  readonly kind: 'mysql-login';
  readonly authPlugin: string | undefined;
  /** The password itself is in the packet. */
  readonly cleartextCredentials: boolean;
}

/** The server wants another way to authenticate. */
export interface MysqlAuthSwitchObservation extends AnyObservation {
  readonly kind: 'mysql-auth-switch';
  readonly authPlugin: string | undefined;
  /** One that has the client send the password as it is. */
  readonly asksCleartext: boolean;
}

/** What came of the login, or that the server refused before it greeted: it answered in the protocol, whatever the code. */
export interface MysqlResultObservation extends AnyObservation {
  readonly kind: 'mysql-result';
  /** 0 for success. */
  readonly code: number;
  /** Such as `ER_ACCESS_DENIED_ERROR`; `OK` for success. */
  readonly codeName: string;
  readonly sqlState: string | undefined;
}

export type MysqlObservation =
  | MysqlGreetingObservation
  | MysqlTlsRequestObservation
  | MysqlLoginObservation
  | MysqlAuthSwitchObservation
  | MysqlResultObservation;

/** Packets read of one flow, and thereby observations: a login with several factors has about 20. */
export const MAX_MYSQL_PACKETS = 32;
/** Bytes of one packet that are waited for; of a longer one what stands in front is read. */
export const MAX_MYSQL_PACKET = 4096;

export const mysql: Probe<MysqlObservation> = {
  name: 'mysql',
  transports: ['tcp'],
  usualPorts: [3306],
  recognise: (head) => matchMysqlStart(head),
  open: (flow, emit) => new MessageSession(flow, new MysqlMessages(emit)),
};

class MysqlMessages implements MessageReader {
  readonly #emit: (observation: MysqlObservation) => void;
  /** Who greets or logs in tells who is who: without a SYN the flow's ends may be mixed up. */
  #server: Direction | undefined;
  #hasLogin = false;
  /** The server waits for a password as it is. */
  #cleartextPlugin: string | undefined;
  #packets = 0;

  constructor(emit: (observation: MysqlObservation) => void) {
    this.#emit = emit;
  }

  read(from: Direction, input: Uint8Array, offset: number, at: FrameAt): Next {
    const packet = decodeMysqlPacket(input, offset);
    if (packet === undefined) return offset;
    if (packet.end > input.length && input.length - offset < MAX_MYSQL_PACKET) return offset;
    return ++this.#packets > MAX_MYSQL_PACKETS ? 'done' : this.#packet(from, input, packet, at);
  }

  readCut(from: Direction, input: Uint8Array, at: FrameAt): Next {
    const packet = decodeMysqlPacket(input);
    return packet === undefined ? 'done' : this.#packet(from, input, packet, at);
  }

  #packet(from: Direction, input: Uint8Array, packet: MysqlPacket, at: FrameAt): Next {
    this.#server ??= serverOf(from, input[packet.start], packet);
    // No greeting and no login: the flow is past both.
    if (this.#server === undefined || packet.start === packet.end) return 'done';
    return from === this.#server ? this.#reply(from, input, packet, at) : this.#answer(from, input, packet, at);
  }

  #reply(from: Direction, input: Uint8Array, packet: MysqlPacket, at: FrameAt): Next {
    switch (input[packet.start]) {
      case MYSQL_REPLY.greeting:
        return this.#greeting(from, input, packet, at);
      case MYSQL_REPLY.error:
        return this.#error(from, input, packet, at);
      case MYSQL_REPLY.authSwitch:
        return this.#authSwitch(from, input, packet, at);
      case MYSQL_REPLY.moreData:
      case MYSQL_REPLY.nextFactor:
        return packet.end;
      case MYSQL_REPLY.ok:
        this.#emit({ kind: 'mysql-result', at, from, code: 0, codeName: mysqlErrorName(0), sqlState: undefined });
    }
    return 'done';
  }

  #greeting(from: Direction, input: Uint8Array, packet: MysqlPacket, at: FrameAt): Next {
    const greeting = decodeMysqlGreeting(input, packet);
    if (greeting === undefined) return 'done';
    const { version, offersTls, authPlugin } = greeting;
    this.#emit({ kind: 'mysql-greeting', at, from, version, offersTls, authPlugin });
    return packet.end;
  }

  #error(from: Direction, input: Uint8Array, packet: MysqlPacket, at: FrameAt): Next {
    const error = decodeMysqlError(input, packet);
    if (error !== undefined) {
      this.#emit({ kind: 'mysql-result', at, from, codeName: mysqlErrorName(error.code), ...error });
    }
    return 'done';
  }

  #authSwitch(from: Direction, input: Uint8Array, packet: MysqlPacket, at: FrameAt): Next {
    const authPlugin = decodeMysqlAuthSwitch(input, packet);
    const asksCleartext = isCleartextPlugin(authPlugin);
    this.#cleartextPlugin = asksCleartext ? authPlugin : undefined;
    this.#emit({ kind: 'mysql-auth-switch', at, from, authPlugin, asksCleartext });
    return packet.end;
  }

  /** What the client sends after its login are answers to the server's questions. */
  #answer(from: Direction, input: Uint8Array, packet: MysqlPacket, at: FrameAt): Next {
    if (!this.#hasLogin) return this.#login(from, input, packet, at);
    const authPlugin = this.#cleartextPlugin;
    this.#cleartextPlugin = undefined;
    const hasPassword = packet.end - packet.start > 1; // it ends in NUL
    if (authPlugin !== undefined && hasPassword) {
      this.#emit({ kind: 'mysql-login', at, from, authPlugin, cleartextCredentials: true });
    }
    return packet.end;
  }

  #login(from: Direction, input: Uint8Array, packet: MysqlPacket, at: FrameAt): Next {
    this.#hasLogin = true;
    const login = decodeMysqlLogin(input, packet);
    if (login === undefined) return 'done';
    if (login.asksTls) {
      this.#emit({ kind: 'mysql-tls-request', at, from });
      return { handOver: packet.end, via: 'mysql' };
    }
    const { authPlugin, cleartextCredentials } = login;
    this.#emit({ kind: 'mysql-login', at, from, authPlugin, cleartextCredentials });
    return packet.end;
  }
}

/** Greetings and early refusals have number 0, logins 1. */
function serverOf(from: Direction, first: number, { sequence, start, end }: MysqlPacket): Direction | undefined {
  if (sequence === 0) return first === MYSQL_REPLY.greeting || first === MYSQL_REPLY.error ? from : undefined;
  if (sequence !== 1 || end - start < MIN_LOGIN) return undefined;
  return from === ORIGINATOR ? RESPONDER : ORIGINATOR;
}

/** Longer than what a server answers a command with. */
const MIN_LOGIN = 32;
