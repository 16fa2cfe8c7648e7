import type { Texts } from '../../i18n';
import type en from './en';

const de: Texts<typeof en> = {
  'method.ip_only': 'Nur IP-Adresse',
  'method.digest': 'Benutzer und Passwort (je Anruf)',
  'method.registration': 'Registrierung',
  'method.ip_and_digest': 'IP-Adresse und Passwort',
  'method.tls_mutual': 'TLS-Client-Zertifikat',
  'transport.udp': 'UDP',
  'transport.tcp': 'TCP',
  'transport.tls': 'TLS',
  'mode.passthrough': 'Ursprünglicher Anrufer',
  'mode.base_number': 'Basisnummer',
  'mode.override': 'Immer dieselbe',
  ladder: 'SIP-Nachrichten zwischen {{left}} und {{right}}',
  'ladder.sends': '{{from}} an {{to}}:',
};

export default de;
