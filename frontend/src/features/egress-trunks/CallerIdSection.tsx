import { controls, type Editing } from './controls';
import { hasCredentials } from './draft';

const MODES = [
  ['passthrough', 'Passthrough: the agent’s own From'],
  ['base_number', 'Base number of the call'],
  ['override', 'Override: always the same'],
] as const;
const FROM_USERS = [
  ['caller', 'The caller'],
  ['auth_user', 'The Auth User; the caller stands in the identity header'],
] as const;
const IDENTITY_HEADERS = [
  ['pai', 'P-Asserted-Identity'],
  ['ppi', 'P-Preferred-Identity'],
  ['rpid', 'Remote-Party-ID'],
  ['none', 'None'],
] as const;
const NUMBER_FORMATS = [
  ['e164_plus', '+493012345'],
  ['e164', '493012345'],
  ['national', 'National: 03012345'],
] as const;

/** Who calls, and how this carrier wants it written. */
export function CallerIdSection(editing: Editing) {
  const { draft } = editing;
  const { text, choice, toggle } = controls(editing);
  return (
    <fieldset>
      <legend>Caller ID</legend>
      {choice('callerIdMode', 'Caller ID Mode', MODES, 'The callerId that transfer() asks for goes before it.')}
      {draft.callerIdMode === 'override' && text('callerIdOverride', 'Caller ID Override', 'E.164 such as +493012345, or a SIP user')}
      {text('fromDomain', 'From Domain', 'Empty: the host of the SIP URI')}
      {hasCredentials(draft) && choice('fromUser', 'From User', FROM_USERS)}
      {choice('identityHeader', 'Identity Header', IDENTITY_HEADERS)}
      {choice('numberFormat', 'Number Format', NUMBER_FORMATS, 'Of the number called and of the caller')}
      {draft.numberFormat === 'national' && text('countryCode', 'Country Code', 'Such as 49: numbers of other countries are dialled with 00')}
      {toggle('userPhone', 'Say user=phone')}
    </fieldset>
  );
}
