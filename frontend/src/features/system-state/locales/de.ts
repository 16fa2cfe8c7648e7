import type { Texts } from '../../../shared/i18n';
import type en from './en';

const de: Texts<typeof en> = {
  title: 'Zustand des Systems',
  'condition.unknown': 'Wird geprüft…',
  'condition.in_sync': 'Synchron · Revision {{revision}}',
  'condition.sending': 'Revision {{revision}} wird gesendet…',
  'condition.behind': '{{node}} ist {{count}} zurück',
  'condition.several_behind_one': '{{count}} Proxy ist zurück',
  'condition.several_behind_other': '{{count}} Proxys sind zurück',
  'condition.filling_anew': '{{node}} füllt sich neu',
  'condition.no_proxy': 'Kein Proxy meldet sich',
  'condition.all_draining': 'Kein Proxy nimmt Anrufe an',
  'condition.redis_away': 'Redis ist nicht erreichbar',
  'condition.service_away': 'Der Dienst ist nicht erreichbar',
  'said.in_sync': 'Synchron',
  troubles_one: '{{count, number}} zu prüfen',
  troubles_other: '{{count, number}} zu prüfen',
  'means.unknown': 'Das ist noch nicht bekannt.',
  'means.in_sync': 'Alles Gespeicherte ist auf jedem Proxy in Kraft.',
  'means.sending': 'Das zuletzt Gespeicherte ist unterwegs zu den Proxys. Das dauert einen Moment.',
  'means.behind':
    'Ein Proxy arbeitet nach älteren Einstellungen. Seine Anrufe gehen weiter; spätere Änderungen gelten dort nicht.',
  'means.several_behind':
    'Mehrere Proxys arbeiten nach älteren Einstellungen. Ihre Anrufe gehen weiter; spätere Änderungen gelten dort nicht.',
  'means.filling_anew':
    'Redis wurde neu gefüllt, und ein Proxy hat das noch nicht übernommen. Seine Anrufe gehen weiter nach dem, was er weiß.',
  'means.no_proxy':
    'In den letzten 15 Sekunden hat sich kein Proxy gemeldet. Läuft keiner, schlagen Weiterleitungen fehl: Sagen Sie es dem Betrieb.',
  'means.all_draining':
    'Jeder Proxy läuft aus, wie vor einem Neustart. Laufende Anrufe gehen weiter; neue Weiterleitungen schlagen fehl, bis einer zurück ist.',
  'means.redis_away':
    'Änderungen werden gespeichert und gesendet, sobald Redis zurück ist. Anrufe gehen weiter nach dem, was die Proxys wissen.',
  'means.service_away':
    'Jetzt lässt sich nichts ändern. Anrufe gehen weiter nach dem, was die Proxys wissen. Alle 5 Sekunden wird es erneut versucht.',
  saved: 'Gespeichert',
  published: 'In Redis',
  notKnown: 'nicht bekannt',
  'proxy.version': 'Version {{version}}',
  'proxy.older': 'Eine frühere Version: Einstellungen, die später kamen, gelten dort nicht.',
  'proxy.newest': 'Arbeitet nach Revision {{revision}}, der neuesten.',
  'proxy.behind_one': 'Arbeitet nach Revision {{revision}}, {{count, number}} zurück.',
  'proxy.behind_other': 'Arbeitet nach Revision {{revision}}, {{count, number}} zurück.',
  'proxy.behindSince_one':
    'Arbeitet nach Revision {{revision}}, {{count, number}} zurück seit {{seconds, number}} Sekunden.',
  'proxy.behindSince_other':
    'Arbeitet nach Revision {{revision}}, {{count, number}} zurück seit {{seconds, number}} Sekunden.',
  'proxy.anew': 'Hat das neu gefüllte Redis noch nicht übernommen.',
  'proxy.draining': 'Läuft aus: nimmt keine neuen Anrufe an.',
  'proxy.more_one': 'und {{count, number}} weitere',
  'proxy.more_other': 'und {{count, number}} weitere',
  live: 'Live.',
  polled: 'Die Live-Verbindung ist unterbrochen; alle 5 Sekunden wird nachgefragt.',
};

export default de;
