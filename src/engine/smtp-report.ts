/** SMTP observations of a flow -> the `smtp` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FlowReport } from './contract.ts';
import { atOf } from './frame-place.ts';
import { excess, MAX_LISTED } from './listed.ts';

type SmtpReport = NonNullable<FlowReport['smtp']>;

/** What the server offers is that of its first answer to EHLO: a second one comes within TLS. */
export function smtpReport(flow: FlowFacts): SmtpReport | undefined {
  let report: SmtpReport | undefined;
  for (const seen of flow.observations) {
    switch (seen.kind) {
      case 'smtp-banner':
        report ??= empty();
        report.banner ??= { code: seen.code, text: seen.text };
        break;
      case 'smtp-extensions':
        report ??= empty();
        report.offers ??= { startTls: seen.startTls, authMechanisms: [...seen.authMechanisms] };
        break;
      case 'smtp-authentication':
        report ??= empty();
        report.authentication.push({ mechanism: seen.mechanism, readable: seen.readable });
        break;
      case 'smtp-reply': {
        report ??= empty();
        const { command = null, code, enhancedCode } = seen;
        const at = atOf(seen.at);
        report.replies.push({ command, code, ...(enhancedCode === undefined ? {} : { enhancedCode }), at });
      }
    }
  }
  if (report === undefined) return undefined;
  const omitted = excess(report.replies) + (flow.omitted?.get('smtp-reply') ?? 0);
  return {
    ...report,
    authentication: report.authentication.slice(0, MAX_LISTED),
    replies: report.replies.slice(0, MAX_LISTED),
    ...(omitted > 0 ? { omitted } : {}),
  };
}

function empty(): SmtpReport {
  return { banner: null, offers: null, authentication: [], replies: [] };
}
