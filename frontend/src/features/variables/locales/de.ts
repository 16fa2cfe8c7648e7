import type { Texts } from '../../../shared/i18n';
import type en from './en';

const de: Texts<typeof en> = {
  title: 'Variablen',
  intro:
    'Was Trunks beim Namen nennen: Zertifikate mit Schlüssel, Passwörter, Texte. Geheimnisse werden verschlüsselt gespeichert und nie angezeigt.',
  new: 'Neue Variable',
  search: 'Nach Namen suchen',
  'filter.type': 'Art',
  'filter.type.all': 'Alle Arten',
  'filter.unused': 'Nur unbenutzte',
  count_one: '{{count, number}} Variable',
  count_other: '{{count, number}} Variablen',
  'empty.title': 'Noch keine Variablen',
  'empty.text':
    'Ein Trunk, der dem Carrier ein Client-Zertifikat vorzeigt, nimmt es aus einer Variablen. Ebenso einer, der einer eigenen CA des Carriers vertraut.',
  'column.name': 'Name',
  'column.type': 'Art',
  'column.usedBy': 'Benutzt von',
  'column.updated': 'Geändert',
  'column.expires': 'Läuft ab',
  'type.secret': 'Geheimnis',
  'type.text': 'Text',
  'type.certificate': 'Zertifikat und Schlüssel',
  'type.certificateAlone': 'Zertifikat',
  unused: 'Unbenutzt',
  'usedBy.more_one': '{{count, number}} weiterer',
  'usedBy.more_other': '{{count, number}} weitere',
  'usedBy.none': 'Kein Trunk benutzt diese Variable.',
  updatedBy: '{{when}} von {{who}}',
  'details.usedBy': 'Benutzt von',
  'details.certificate': 'Zertifikat',
  'details.value': 'Wert',
  'details.value.hidden': 'Verschlüsselt gespeichert. Er wird nie angezeigt, lässt sich aber ersetzen.',
  'details.created': 'Angelegt',
  'details.updated': 'Geändert',
  'delete.consequence': 'Der Wert ist dann endgültig weg. Kein Trunk darf die Variable mehr benutzen.',
  deleted: '{{name}} ist gelöscht.',
};

export default de;
