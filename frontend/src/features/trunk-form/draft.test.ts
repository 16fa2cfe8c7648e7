import { describe, expect, it } from 'vitest';
import { acme } from '../../testing/trunks';
import { copyOf, type Draft, draftOf, EMPTY, idOf, type Trunk } from './draft';
import { pointersOf, requestOf } from './fields';
import { uriHint } from './hints';
import { merge, resolve } from './merge';
import { PRESETS } from './presets';

const typed: Draft = {
  ...EMPTY,
  trunkId: 'acme',
  name: 'Acme',
  sipUri: 'sip:sip.acme.example',
  authUser: 'bot',
  authPass: 'sesame',
};

describe('what is sent', () => {
  it('has a password only with a method that has one', () => {
    expect(requestOf({ ...typed, authMethod: 'digest' })).toMatchObject({ authUser: 'bot', authPass: 'sesame' });
    for (const authMethod of ['ip_only', 'tls_mutual'] as const) {
      const sent = requestOf({ ...typed, authMethod, authRealm: 'acme', fromUser: 'auth_user' });
      for (const field of ['authUser', 'authPass', 'authRealm', 'fromUser'])
        expect(sent, authMethod).not.toHaveProperty(field);
    }
  });

  it('leaves out a password that was not typed, so that the stored one stays', () => {
    expect(requestOf(draftOf(acme()))).not.toHaveProperty('authPass');
  });

  it('says how long the carrier may ring only where somebody said so', () => {
    expect(requestOf({ ...typed, ringTimeout: 45 })).toMatchObject({ ringTimeout: 45 });
    expect(requestOf(typed)).not.toHaveProperty('ringTimeout');
    expect(draftOf({ ...acme(), ringTimeout: 45 }).ringTimeout).toBe(45);
  });

  it('has what goes with transport, mode and format, and nothing else of it', () => {
    const all: Draft = {
      ...typed,
      tlsCaVariable: 'CA',
      tlsCertVariable: 'CERT',
      callerIdOverride: '+4930',
      countryCode: '49',
    };
    expect(requestOf(all)).not.toMatchObject({ tlsCaVariable: 'CA' });
    for (const hidden of ['tlsCaVariable', 'tlsCertVariable', 'callerIdOverride', 'countryCode'])
      expect(requestOf(all)).not.toHaveProperty(hidden);
    const shown = requestOf({
      ...all,
      transport: 'tls',
      authMethod: 'tls_mutual',
      callerIdMode: 'override',
      numberFormat: 'national',
    });
    expect(shown).toMatchObject({
      tlsCaVariable: 'CA',
      tlsCertVariable: 'CERT',
      callerIdOverride: '+4930',
      countryCode: '49',
    });
  });

  it('is what the trunk is, when nothing was changed', () => {
    const trunk = acme();
    const sent = requestOf(draftOf(trunk));
    for (const [name, value] of Object.entries(sent)) expect(value, name).toEqual(trunk[name as keyof Trunk]);
  });

  it('puts a violation only to a field that is on the screen', () => {
    expect(pointersOf(typed)).toMatchObject({ sipUri: '/sipUri' });
    expect(pointersOf(typed)).not.toHaveProperty('authUser');
    expect(pointersOf({ ...typed, authMethod: 'digest' }, '/trunk').authUser).toBe('/trunk/authUser');
  });
});

describe('a new trunk', () => {
  it('gets an ID that says its name', () => {
    expect(idOf('Deutsche Telekom')).toBe('deutsche-telekom');
    expect(idOf('  Größe & Übermut: Café #2 ')).toBe('groesse-uebermut-cafe-2');
    expect(idOf('x'.repeat(62) + ' y')).toHaveLength(62);
  });

  it('as a copy has neither ID nor secrets nor links of the old one', () => {
    const copy = copyOf(acme({ baseNumbers: ['+493012345'] }), 'Acme (copy)');
    expect(copy).toMatchObject({
      name: 'Acme (copy)',
      trunkId: '',
      authPass: '',
      baseNumbers: [],
      authUser: 'bot',
      sipUri: 'sip:sip.acme.example',
    });
  });

  it('can begin with the three examples of the product page', () => {
    expect(PRESETS.telekom.values).toEqual({
      sipUri: 'sip:sip-trunk.telekom.de:5060',
      transport: 'udp',
      authMethod: 'digest',
      callerIdMode: 'base_number',
      codecPreferences: ['PCMA', 'PCMU'],
    });
    expect(PRESETS.twilio.values).toEqual({
      sipUri: 'sip:your-trunk.pstn.twilio.com',
      transport: 'tls',
      authMethod: 'ip_only',
      callerIdMode: 'override',
      callerIdOverride: '+14155551234',
    });
    expect(PRESETS.registration.values).toEqual({
      sipUri: 'sip:registrar.carrier.example.com',
      transport: 'udp',
      authMethod: 'registration',
      callerIdMode: 'passthrough',
    });
  });
});

describe('a hint beside the SIP URI', () => {
  it('speaks of a port that does not go with the transport', () => {
    expect(uriHint('sip:sbc.acme.example:5060', 'tls')).toBe('portOfPlain');
    expect(uriHint('sip:[2001:db8::1]:5061', 'udp')).toBe('portOfTls');
    expect(uriHint('sips:sbc.acme.example', 'udp')).toBe('secureScheme');
    expect(uriHint('sip:bot@sbc.acme.example;foo=bar', 'udp')).toBe('noPort');
    expect(uriHint('sip:sbc.acme.example:5061', 'tls')).toBeUndefined();
    expect(uriHint('sbc.acme.example', 'udp')).toBeUndefined();
  });
});

describe('two people who changed the same trunk', () => {
  const base = draftOf(acme({ baseNumbers: ['+491', '+492'] }));

  it('need not choose where only one of them changed something', () => {
    const merged = merge(base, { ...base, name: 'Mine' }, { ...base, priority: 60 });
    expect(merged).toMatchObject({ conflicts: [], taken: ['priority'] });
    expect(merged.draft).toMatchObject({ name: 'Mine', priority: 60 });
  });

  it('choose where both did, field by field', () => {
    const [mine, theirs] = [
      { ...base, name: 'Mine', priority: 10 as const },
      { ...base, name: 'Theirs', priority: 20 as const },
    ];
    const merged = merge(base, mine, theirs);
    expect(merged.conflicts).toEqual(['name', 'priority']);
    expect(resolve(merged, theirs, { priority: 'theirs' })).toMatchObject({ name: 'Mine', priority: 20 });
  });

  it('agree when both changed it to the same', () => {
    expect(merge(base, { ...base, name: 'Same' }, { ...base, name: 'Same' })).toMatchObject({
      conflicts: [],
      taken: [],
    });
  });

  it('keep each other’s base numbers, come and gone; the order of codecs is one thing', () => {
    const mine: Draft = { ...base, baseNumbers: ['+491', '+492', '+493'], codecPreferences: ['PCMU', 'PCMA'] };
    const theirs: Draft = { ...base, baseNumbers: ['+492', '+494'], codecPreferences: ['opus'] };
    const merged = merge(base, mine, theirs);
    expect(merged.draft.baseNumbers).toEqual(['+492', '+493', '+494']);
    expect(merged.conflicts).toEqual(['codecPreferences']);
  });

  it('choose between two new passwords that nobody can read', () => {
    const mine = { ...base, authPass: 'sesame' };
    const merged = merge(base, mine, base, true);
    expect(merged.conflicts).toEqual(['authPass']);
    expect(resolve(merged, base, { authPass: 'theirs' }).authPass).toBe('');
    expect(merge(base, base, base, true)).toMatchObject({ conflicts: [], taken: ['authPass'] });
  });
});
