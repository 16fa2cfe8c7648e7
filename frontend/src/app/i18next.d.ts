import 'i18next';
import type access from '../features/access/locales/en';
import type audit from '../features/audit/locales/en';
import type baseNumbers from '../features/base-numbers/locales/en';
import type egressTrunks from '../features/egress-trunks/locales/en';
import type systemState from '../features/system-state/locales/en';
import type trunkForm from '../features/trunk-form/locales/en';
import type trunkPage from '../features/trunk-page/locales/en';
import type variables from '../features/variables/locales/en';
import type auditEntry from '../shared/audit/locales/en';
import type shared from '../shared/locales/en';
import type trunks from '../shared/trunks/locales/en';
import type variableForm from '../shared/variables/locales/en';
import type app from './locales/en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shared';
    keySeparator: false;
    nsSeparator: ':';
    returnNull: false;
    resources: {
      app: typeof app;
      shared: typeof shared;
      trunks: typeof trunks;
      'audit-entry': typeof auditEntry;
      'variable-form': typeof variableForm;
      'egress-trunks': typeof egressTrunks;
      'trunk-form': typeof trunkForm;
      'trunk-page': typeof trunkPage;
      'base-numbers': typeof baseNumbers;
      variables: typeof variables;
      access: typeof access;
      audit: typeof audit;
      'system-state': typeof systemState;
    };
  }
}
