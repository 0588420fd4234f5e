/** The push certificate: its one connection (P3), and the facts that findings of the `push/` family cite (P1, P2, P4 to P7). */
import { ACTIVE } from '../lifecycle.ts';
import type { ServiceRow } from '../service-row.ts';
import type { Day, Source } from '../source.ts';
import { pushGuide } from '../source.ts';

export const PUSH_CERTIFICATE = [
  {
    id: 'jamf-pro-push-csr',
    ref: 'P3',
    title: 'Jamf Pro to Jamf Nation (signed push certificate request)',
    from: ['jamf-pro'],
    to: 'jamf-hosted',
    hosts: [{ name: '*.jamf.com', anybody: true }],
    ports: { tcp: [443] },
    protocols: ['tls'],
    tlsInspection: 'not-stated',
    lifecycle: ACTIVE,
    // The guide names no host, and S9 counts the signing of the request among its own.
    sharedWith: ['S9'],
    source: pushGuide('Creating a push certificate'),
    checked: '2026-11-21',
    notes: [
      'Only while a certificate is created or renewed, and only where the server may reach out: else the administrator signs the request by hand. Not seeing it is no fault.',
      "The guide names no host. Today's sign-in pages are id.jamf.com and account.jamf.com.",
    ],
  },
] as const satisfies readonly ServiceRow[];

export interface CitedFact {
  readonly ref: string;
  readonly fact: string;
  readonly source: Source;
  readonly checked: Day;
}

/** The guide gives no validity period (P7): that push certificates last a year must be cited from the certificate itself. */
export const PUSH_CERTIFICATE_FACTS = [
  {
    ref: 'P1',
    fact: 'Without a valid push certificate Jamf Pro can neither send profiles and commands to computers, nor distribute Mac App Store apps to them, nor enrol and manage iOS devices.',
    source: pushGuide('Push Certificates'),
    checked: '2026-11-21',
  },
  {
    ref: 'P2',
    fact: "A push certificate is made in three steps: a request signed by Jamf, Apple's push certificate portal, the upload to Jamf Pro.",
    source: pushGuide('Push Certificates'),
    checked: '2026-11-21',
  },
  {
    ref: 'P4',
    fact: 'A .p12 file can be uploaded only where the request was not made by Jamf Pro.',
    source: pushGuide('Uploading a push certificate (.p12)'),
    checked: '2026-11-21',
  },
  {
    ref: 'P5',
    fact: 'Creating and renewing need an account with Jamf and an Apple ID, best one of the company; a certificate from the iOS Developer Enterprise Program is renewed with the Apple ID of the same agent.',
    source: pushGuide('Requirements'),
    checked: '2026-11-21',
  },
  {
    ref: 'P6',
    fact: 'Renew, never delete: deleting the certificate cuts Jamf Pro off from APNs, and afterwards every device must be enrolled again.',
    source: pushGuide('Renewing and deleting a push certificate'),
    checked: '2026-11-21',
  },
  {
    ref: 'P7',
    fact: 'The guide states no validity period; the dates of the certificate at hand decide.',
    source: pushGuide('whole'),
    checked: '2026-11-21',
  },
] as const satisfies readonly CitedFact[];
