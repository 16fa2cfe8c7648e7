import type { Texts } from '../../shared/i18n';
import type en from './en';

const de: Texts<typeof en> = {
  title: 'Administration',
  skip: 'Zum Inhalt springen',
  settings: 'Einstellungen',
  'tab.trunks': 'Egress-Trunks',
  'tab.numbers': 'Basisnummern',
  'tab.variables': 'Variablen',
  'tab.access': 'Zugang',
  'tab.audit': 'Änderungsprotokoll',
  language: 'Sprache',
  'scheme.dark': 'Dunkle Farben',
  'scheme.light': 'Helle Farben',
  signOut: 'Abmelden',
  signedIn: '{{name}}, {{role}} in {{team}}',
  'role.viewer': 'liest',
  'role.editor': 'bearbeitet',
  'role.admin': 'Admin',
  'role.operator': 'Betreiber',
  'signIn.title': 'Anmelden',
  'signIn.product': 'Egress-Trunks',
  'signIn.over': 'Ihre Sitzung ist zu Ende. Melden Sie sich wieder an; Ihre Eingaben sind nicht verloren.',
  'signIn.username': 'Benutzername',
  'signIn.password': 'Passwort',
  'signIn.submit': 'Anmelden',
  'signIn.wrong': 'Benutzername oder Passwort ist falsch.',
};

export default de;
