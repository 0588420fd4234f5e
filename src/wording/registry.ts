/** The wordings, one line a rule. A rule without words does not compile. */
import type { Rule } from '../detect/rules.ts';
import { apnsFallback } from './blocked/apns-fallback.ts';
import { blockPage } from './blocked/block-page.ts';
import { captivePortal } from './blocked/captive-portal.ts';
import { withCircumstances } from './blocked/circumstances.ts';
import { clientHelloDropped } from './blocked/client-hello-dropped.ts';
import { clientHelloReset } from './blocked/client-hello-reset.ts';
import { clientHelloSilence } from './blocked/client-hello-silence.ts';
import { dns } from './blocked/dns.ts';
import { handshakeReset } from './blocked/handshake-reset.ts';
import { handshakeSilence } from './blocked/handshake-silence.ts';
import { icmpProhibited } from './blocked/icmp-prohibited.ts';
import { icmpUnreachable } from './blocked/icmp-unreachable.ts';
import { idleKilled } from './blocked/idle-killed.ts';
import { mtuBlackHole } from './blocked/mtu-black-hole.ts';
import { proxyAuthentication } from './blocked/proxy-authentication.ts';
import { proxyError } from './blocked/proxy-error.ts';
import { proxyRefused } from './blocked/proxy-refused.ts';
import { resetAfterData } from './blocked/reset-after-data.ts';
import { returnPath } from './blocked/return-path.ts';
import { synReset } from './blocked/syn-reset.ts';
import { synUnanswered } from './blocked/syn-unanswered.ts';
import { udpUnanswered } from './blocked/udp-unanswered.ts';
import { droppedByKernel } from './capture/dropped-by-kernel.ts';
import { lossy } from './capture/lossy.ts';
import { midStream } from './capture/mid-stream.ts';
import { oneSided } from './capture/one-sided.ts';
import { snaplenCut } from './capture/snaplen-cut.ts';
import { truncated } from './capture/truncated.ts';
import { agentOnDevice } from './inspection/agent-on-device.ts';
import { alpnStripped } from './inspection/alpn-stripped.ts';
import { clientRejected } from './inspection/client-rejected.ts';
import { downgrade } from './inspection/downgrade.ts';
import { knownVendor } from './inspection/known-vendor.ts';
import { redirected } from './inspection/redirected.ts';
import { sharedIssuer } from './inspection/shared-issuer.ts';
import { unexpectedIssuer } from './inspection/unexpected-issuer.ts';
import { cleartext } from './ports/cleartext.ts';
import { configurable } from './ports/configurable.ts';
import { discouraged } from './ports/discouraged.ts';
import { protocolMismatch } from './ports/protocol-mismatch.ts';
import { retired } from './ports/retired.ts';
import { undocumentedPort } from './ports/undocumented-port.ts';
import { unexpectedDestination } from './ports/unexpected-destination.ts';
import { certificateExpired } from './push/certificate-expired.ts';
import { certificateExpiring } from './push/certificate-expiring.ts';
import { certificateRejected } from './push/certificate-rejected.ts';
import { mixedCertificates } from './push/mixed-certificates.ts';
import { wrongCertificate } from './push/wrong-certificate.ts';
import { certificateKey } from './tls-floor/certificate-key.ts';
import { certificateSignature } from './tls-floor/certificate-signature.ts';
import { cipherSuite } from './tls-floor/cipher-suite.ts';
import { cleartext as floorCleartext } from './tls-floor/cleartext.ts';
import { extendedMasterSecret } from './tls-floor/extended-master-secret.ts';
import { version as floorVersion } from './tls-floor/version.ts';
import { certificateExpired as serverExpired } from './trust/certificate-expired.ts';
import { clientCertificateRefused } from './trust/client-certificate-refused.ts';
import { clientRejected as trustRejected } from './trust/client-rejected.ts';
import { clock } from './trust/clock.ts';
import type { Wording } from './words.ts';

export const WORDINGS: { readonly [R in Rule]: Wording<R> } = {
  'blocked/dns': dns,
  'blocked/syn-unanswered': withCircumstances(synUnanswered),
  'blocked/syn-reset': withCircumstances(synReset),
  'blocked/icmp-prohibited': withCircumstances(icmpProhibited),
  'blocked/icmp-unreachable': withCircumstances(icmpUnreachable),
  'blocked/udp-unanswered': udpUnanswered,
  'blocked/return-path': withCircumstances(returnPath),
  'blocked/idle-killed': withCircumstances(idleKilled),
  'blocked/mtu-black-hole': withCircumstances(mtuBlackHole),
  'blocked/handshake-silence': withCircumstances(handshakeSilence),
  'blocked/handshake-reset': withCircumstances(handshakeReset),
  'blocked/client-hello-dropped': withCircumstances(clientHelloDropped),
  'blocked/client-hello-silence': withCircumstances(clientHelloSilence),
  'blocked/client-hello-reset': withCircumstances(clientHelloReset),
  'blocked/reset-after-data': withCircumstances(resetAfterData),
  'blocked/proxy-refused': withCircumstances(proxyRefused),
  'blocked/proxy-authentication': withCircumstances(proxyAuthentication),
  'blocked/proxy-error': withCircumstances(proxyError),
  'blocked/block-page': withCircumstances(blockPage),
  'blocked/captive-portal': withCircumstances(captivePortal),
  'blocked/apns-fallback': apnsFallback,
  'inspection/known-vendor': knownVendor,
  'inspection/unexpected-issuer': unexpectedIssuer,
  'inspection/shared-issuer': sharedIssuer,
  'inspection/client-rejected': clientRejected,
  'inspection/agent-on-device': agentOnDevice,
  'trust/client-rejected': trustRejected,
  'inspection/alpn-stripped': alpnStripped,
  'inspection/downgrade': downgrade,
  'inspection/redirected': redirected,
  'trust/certificate-expired': serverExpired,
  'trust/clock': clock,
  'trust/client-certificate-refused': clientCertificateRefused,
  'ports/undocumented-port': undocumentedPort,
  'ports/protocol-mismatch': protocolMismatch,
  'ports/cleartext': cleartext,
  'ports/unexpected-destination': unexpectedDestination,
  'ports/retired': retired,
  'ports/discouraged': discouraged,
  'ports/configurable': configurable,
  'push/certificate-expired': certificateExpired,
  'push/certificate-expiring': certificateExpiring,
  'push/certificate-rejected': certificateRejected,
  'push/mixed-certificates': mixedCertificates,
  'push/wrong-certificate': wrongCertificate,
  'tls-floor/version': floorVersion,
  'tls-floor/cipher-suite': cipherSuite,
  'tls-floor/extended-master-secret': extendedMasterSecret,
  'tls-floor/certificate-key': certificateKey,
  'tls-floor/certificate-signature': certificateSignature,
  'tls-floor/cleartext': floorCleartext,
  'capture/truncated': truncated,
  'capture/lossy': lossy,
  'capture/dropped-by-kernel': droppedByKernel,
  'capture/one-sided': oneSided,
  'capture/mid-stream': midStream,
  'capture/snaplen-cut': snaplenCut,
};
