/** Words of `blocked/captive-portal`: the network wants a login first. */
import { clientText, documentedText, portText, seenClients, serverName, serverText } from '../ends.ts';
import { listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { markTexts, pageEvidence } from './foreign-page.ts';
import { GUARDS, WORKS } from './guards.ts';

export const captivePortal: Wording<'blocked/captive-portal'> = {
  rule: 'blocked/captive-portal',
  source: 'RFC 6585, 6 (511); RFC 8952 (captive portals)',
  manual: {
    summary: 'the network answers in the place of Apple and wants a login first (a captive portal)',
    meaning:
      'Guest networks answer every plain HTTP request with their login page until somebody logs in. A device that nobody sits at, such as one that is being enrolled, never gets past it: no push, no management.',
    evidence: [
      'conclusive: status 511, which only such a network sends',
      "strong: captive.apple.com or the push bag (init.push.apple.com, init-p01st.push.apple.com) sends the client to a host that is not Apple's",
      'strong: captive.apple.com answers with another page than "Success"',
      "moderate: another host of Apple or Jamf sends the client to an address of the site's own network",
      GUARDS[0],
      WORKS,
      'silent: a redirect to HTTPS or to another host of Apple, and a page that was not captured whole',
    ],
    rivals: [
      'The block page of a web filter that nobody knows by name: what the page says decides.',
      'Somebody logs in later: a longer capture decides.',
    ],
    ask: 'Is this network behind a login page? Please let managed devices pass without it, at least to the documented hosts of Apple and Jamf.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { status, leadsTo } = parameters;
    const documented = documentedText(subject);
    return {
      title: `A login page stands before ${serverText(subject)}`,
      explanation: paragraph(
        `Asked by ${clientText(scope)} in plain HTTP on ${portText(scope)}, ${serverText(subject)} answered with status ${status}, and the answer is not Apple's or Jamf's: ${listed(markTexts(parameters))}.`,
        leadsTo !== undefined && `It leads to ${leadsTo}.`,
        'So does a network that wants a login first (a captive portal): until then it lets nothing through.',
        sureness(confidence),
      ),
      rivals: those(
        confidence !== 'conclusive' &&
          'The page of a web filter rather than a login: what it says when it is opened in a browser decides.',
      ),
      remedy: `In the portal or guest network: let ${seenClients(scope)} reach ${serverName(subject)} on ${portText(scope)}${documented}${documented === '' ? '' : ','} and the other documented hosts without a login, or use a network without one.`,
      evidence: pageEvidence(parameters),
    };
  },
};
