/** What is said of trunks in more than one room. */
const en = {
  'method.ip_only': 'IP address only',
  'method.digest': 'User and password (per call)',
  'method.registration': 'Registration',
  'method.ip_and_digest': 'IP address and password',
  'method.tls_mutual': 'TLS client certificate',
  'transport.udp': 'UDP',
  'transport.tcp': 'TCP',
  'transport.tls': 'TLS',
  'mode.passthrough': 'Original caller',
  'mode.base_number': 'Base number',
  'mode.override': 'Always the same',
  ladder: 'SIP messages between {{left}} and {{right}}',
  'ladder.sends': '{{from}} to {{to}}:',
} as const;

export default en;
