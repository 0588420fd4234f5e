/** What the HTTP/1 probe tells of requests and responses. */
import type { HtmlPage } from '../wire/html-page.ts';
import { type HttpHead, type HttpRequestHead, type HttpResponseHead, httpHeader } from '../wire/http.ts';
import { contentLength } from '../wire/http-body.ts';
import { type HttpTarget, readHttpTarget } from '../wire/http-target.ts';
import { type ScepOperation, scepOperation } from '../wire/scep.ts';
import type { AnyObservation } from './probe.ts';

/** Characters kept of one value. */
export const MAX_VALUE = 1024;

export interface HttpRequestObservation extends AnyObservation, HttpTarget {
  readonly kind: 'http-request';
  /** Counts the requests of the flow from 0. */
  readonly index: number;
  readonly method: string;
  /** As sent, at most `MAX_VALUE` characters. */
  readonly target: string;
  readonly userAgent: string | undefined;
  /** The scheme of the credentials that are sent to a proxy, such as `NTLM`; never the credentials. */
  readonly proxyAuthorization: string | undefined;
  /** What is asked of a SCEP server. */
  readonly scep: ScepOperation | undefined;
  /** The head did not end within what was captured or is read: header fields may be missing. */
  readonly cut: boolean;
}

export interface HttpResponseObservation extends AnyObservation {
  readonly kind: 'http-response';
  /** `index` of the request that it answers; undefined when that was not seen. */
  readonly requestIndex: number | undefined;
  /** Of its head; 0 where that did not end. */
  readonly headBytes: number;
  readonly status: number;
  readonly reason: string;
  readonly server: string | undefined;
  readonly contentType: string | undefined;
  readonly contentLength: number | undefined;
  readonly location: string | undefined;
  /** The Via header field: proxies that say so. */
  readonly viaHeader: string | undefined;
  /** What a proxy asks for, such as `Negotiate, NTLM`: its challenges in the order of its fields. */
  readonly proxyAuthenticate: string | undefined;
  /** The proxy says itself why it failed: Squid's X-Squid-Error, or the error of Proxy-Status (RFC 9209 2.1.1). */
  readonly proxyError: string | undefined;
  readonly cut: boolean;
}

/** The page of a response, as far as it tells who answered. */
export interface HttpPageObservation extends AnyObservation, HtmlPage {
  readonly kind: 'http-page';
  readonly requestIndex: number | undefined;
  /** As much was captured as is looked at: what was not found is not there. */
  readonly whole: boolean;
}

export type HttpObservation = HttpRequestObservation | HttpResponseObservation | HttpPageObservation;

/** What a request's head says. */
export function describeRequest(head: HttpRequestHead) {
  const target = bounded(head.target);
  return {
    method: bounded(head.method),
    target,
    ...readHttpTarget(head.method, target, field(head, 'host')),
    userAgent: field(head, 'user-agent'),
    proxyAuthorization: /^[\w-]+/.exec(field(head, 'proxy-authorization') ?? '')?.[0],
    scep: scepOperation(target),
    cut: !head.complete,
  };
}

/** What a response's head says. */
export function describeResponse(head: HttpResponseHead) {
  return {
    status: head.status,
    reason: bounded(head.reason),
    server: field(head, 'server'),
    contentType: field(head, 'content-type'),
    contentLength: contentLength(field(head, 'content-length') ?? ''),
    location: field(head, 'location'),
    viaHeader: field(head, 'via'),
    proxyAuthenticate: all(head, 'proxy-authenticate'),
    proxyError: field(head, 'x-squid-error') ?? /;\s*error=([\w-]+)/.exec(field(head, 'proxy-status') ?? '')?.[1],
    cut: !head.complete,
  };
}

function field(head: HttpHead, name: string): string | undefined {
  return httpHeader(head, name)?.slice(0, MAX_VALUE);
}

/** The values of all fields of that name. */
function all(head: HttpHead, name: string): string | undefined {
  const values = head.headers.flatMap((header) => (header.name === name ? [header.value] : []));
  return values.length === 0 ? undefined : bounded(values.join(', '));
}

function bounded(text: string): string {
  return text.slice(0, MAX_VALUE);
}
