import type { Texts } from '../../../shared/i18n';
import type en from './en';

const de: Texts<typeof en> = {
  title: 'Änderungsprotokoll',
  intro: 'Wer was wann und auf welchem Weg geändert hat. Einträge werden nie verändert und nie entfernt.',
  new_one: '{{count, number}} neue Änderung',
  new_other: '{{count, number}} neue Änderungen',
  empty: 'Noch wurde nichts geändert',
  more: 'Frühere Änderungen zeigen',
  end: 'Das ist alles: Hier hat es begonnen.',
  'filter.all': 'Alle',
  'filter.q': 'Protokoll durchsuchen',
  'filter.kind': 'Was',
  'filter.action': 'Aktion',
  'filter.since': 'Von',
  'filter.until': 'Bis',
  'filter.further': 'Weitere Filter',
  'filter.actor': 'Durch (Benutzername)',
  'filter.way': 'Weg',
  'filter.key': 'ID, Nummer oder Name',
  'filter.token': 'API-Token',
  'filter.request': 'Request-ID',
  'filter.revision': 'Revision',
  'filter.clear': 'Filter aufheben',
  'action.create': 'Angelegt',
  'action.update': 'Geändert',
  'action.delete': 'Gelöscht oder beendet',
  'action.rotate': 'Schlüssel gewechselt',
  'way.operator': 'Token des Betreibers',
  'way.web': 'Diese Seite',
  'way.token': 'Ein API-Token',
  'way.oidc': 'Single Sign-on',
  'way.system': 'Das System selbst',
};

export default de;
