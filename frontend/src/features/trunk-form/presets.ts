import type { Draft } from './draft';

export type PresetName =
  'telekom' | 'twilio' | 'registration' | 'didww' | 'nfon' | 'plivo' | 'sipgate' | 'telnyx' | 'vonage';

type Preset = {
  carrier: string;
  /** Where the carrier says so itself. */
  source?: string;
  values: Partial<Draft>;
};

/** How some carriers are reached. A preset fills the form and no more; what is told of each is in the texts. */
export const PRESETS: Record<PresetName, Preset> = {
  telekom: {
    carrier: 'Deutsche Telekom',
    values: {
      sipUri: 'sip:sip-trunk.telekom.de:5060',
      transport: 'udp',
      authMethod: 'digest',
      callerIdMode: 'base_number',
      codecPreferences: ['PCMA', 'PCMU'],
    },
  },
  twilio: {
    carrier: 'Twilio',
    source: 'https://www.twilio.com/docs/sip-trunking',
    values: {
      sipUri: 'sip:your-trunk.pstn.twilio.com',
      transport: 'tls',
      authMethod: 'ip_only',
      callerIdMode: 'override',
      callerIdOverride: '+14155551234',
    },
  },
  registration: {
    carrier: '',
    values: {
      sipUri: 'sip:registrar.carrier.example.com',
      transport: 'udp',
      authMethod: 'registration',
      callerIdMode: 'passthrough',
    },
  },
  didww: {
    carrier: 'DIDWW',
    source: 'https://doc.didww.com/voice/outbound-trunks/outbound-sip-information.html',
    values: {
      sipUri: 'sip:fra.eu.out.didww.com',
      transport: 'udp',
      authMethod: 'ip_and_digest',
      authRealm: 'out.didww.com',
      allowedIps: ['46.19.210.19', '2a01:ad00:2:1::19'],
      callerIdMode: 'base_number',
    },
  },
  nfon: {
    carrier: 'NFON',
    source:
      'https://www.nfon.com/en/service/documentation/leaflets/nconnect-voice-sip-trunk/leaflet-nconnect-voice/d-examples',
    values: {
      sipUri: 'sip:trunk.cloud-cfg.com',
      transport: 'udp',
      authMethod: 'registration',
      callerIdMode: 'base_number',
      identityHeader: 'pai',
    },
  },
  plivo: {
    carrier: 'Plivo',
    source: 'https://docs.plivo.com/docs/sip-trunking/concepts/technical-specifications',
    values: {
      sipUri: 'sip:your-trunk.zt.plivo.com',
      transport: 'udp',
      authMethod: 'digest',
      callerIdMode: 'base_number',
      codecPreferences: ['PCMA', 'PCMU'],
    },
  },
  sipgate: {
    carrier: 'sipgate',
    source: 'https://help.sipgate.de/trunking/wie-setze-ich-bei-sipgate-trunking-die-absenderrufnummer',
    values: {
      sipUri: 'sip:sipconnect.sipgate.de',
      transport: 'udp',
      authMethod: 'registration',
      callerIdMode: 'base_number',
      fromUser: 'auth_user',
      identityHeader: 'ppi',
      numberFormat: 'e164',
    },
  },
  telnyx: {
    carrier: 'Telnyx',
    source: 'https://developers.telnyx.com/docs/voice/sip-trunking',
    values: { sipUri: 'sip:sip.telnyx.com', transport: 'udp', authMethod: 'digest', callerIdMode: 'base_number' },
  },
  vonage: {
    carrier: 'Vonage',
    source: 'https://developer.vonage.com/en/sip/technical-details',
    values: {
      sipUri: 'sip:yourcompany.sip-eu.vonage.com',
      transport: 'udp',
      authMethod: 'digest',
      callerIdMode: 'base_number',
      numberFormat: 'e164',
      codecPreferences: ['PCMA', 'PCMU', 'G722', 'G729', 'iLBC'],
    },
  },
};

export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];
