/** Words of `blocked/block-page`: a filter answers plain HTTP in the server's place. */
import { clientText, documentedText, portText, seenClients, serverName, serverText } from '../ends.ts';
import { listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { markTexts, pageEvidence } from './foreign-page.ts';
import { GUARDS, WORKS } from './guards.ts';

export const blockPage: Wording<'blocked/block-page'> = {
  rule: 'blocked/block-page',
  source: 'RFC 9110, 15 (status codes)',
  manual: {
    summary: 'a documented host answers plain HTTP with the page of a web filter',
    meaning:
      'A filter in the path answered in the name of an Apple or Jamf host. Plain HTTP shows its page; on 443 the same rule shows as a reset, as silence or as a foreign certificate.',
    evidence: [
      'conclusive: the answer carries X-Squid-Error: ERR_ACCESS_DENIED',
      'strong: the Server field, the title of the page or the host that it sends to is that of a known filter',
      'strong: a page with a title such as "Web Page Blocked" and status 403, 451 or 503',
      'moderate: such a title alone; or the push bag (init.push.apple.com, init-p01st.push.apple.com) answered with 403 or 451, or with a web page in the place of its list',
      GUARDS[0],
      WORKS,
      'silent: a 403 for the push bag in the name of Akamai (Server) or of an edge of Apple (Via)',
      "silent: a 403 or 503 of which nothing says that it is not the server's own, and a redirect to an ordinary host",
    ],
    rivals: [
      'A filter at the server, not in the path: an attempt from another network decides.',
      "A title is a phrase that others may use: the filter's log decides.",
    ],
    ask: 'Which rule of the web filter blocks this host? Please exempt it, on 80 and 443, from blocking and from decryption.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { product, status, leadsTo } = parameters;
    const server = serverText(subject);
    const who = product === undefined ? 'a web filter' : product;
    const documented = documentedText(subject);
    return {
      title: `${product === undefined ? 'A web filter' : product.charAt(0).toUpperCase() + product.slice(1)} answers for ${serverName(subject)} with a page of its own`,
      explanation: paragraph(
        `Asked by ${clientText(scope)} in plain HTTP on ${portText(scope)}, ${server} answered with status ${status}, and the answer is not the server's: ${listed(markTexts(parameters))}.`,
        leadsTo !== undefined && `It leads to ${leadsTo}.`,
        `${who.charAt(0).toUpperCase() + who.slice(1)} answered in its name, and blocks the host.`,
        sureness(confidence),
      ),
      rivals: those(
        'A filter in front of the server, not in front of the client: an attempt from another network decides.',
        confidence === 'moderate' && 'The server has a page of that title itself: the log of the filter decides.',
      ),
      remedy: `In ${product === undefined ? 'the web filter' : product}: exempt ${serverName(subject)} on ${portText(scope)}${documented}${documented === '' ? '' : ','} from blocking for ${seenClients(scope)}, and its TLS ports from decryption.`,
      evidence: pageEvidence(parameters),
    };
  },
};
