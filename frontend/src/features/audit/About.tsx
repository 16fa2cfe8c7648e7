import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from './queries';

/** What an entry is about, as a link to it while it is there. */
export function About({ entry: { kind, key, action } }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit-entry');
  return (
    <>
      {t(`kind.${kind}`)}{' '}
      {action === 'delete' && kind !== 'session' ? <code>{key}</code> : <ToIt kind={kind} name={key} />}
    </>
  );
}

function ToIt({ kind, name }: { kind: AuditEntry['kind']; name: string }): ReactNode {
  switch (kind) {
    case 'trunk':
      return (
        <Link to="/admin-settings/egress-trunks/$trunkId" params={{ trunkId: name }}>
          {name}
        </Link>
      );
    case 'base_number':
      return (
        <Link to="/admin-settings/base-numbers" search={{ q: name }}>
          {name}
        </Link>
      );
    case 'variable':
      return (
        <Link to="/admin-settings/variables" search={{ variable: name }}>
          {name}
        </Link>
      );
    case 'user':
    case 'session':
      return (
        <Link to="/admin-settings/access" search={{ user: name }}>
          {name}
        </Link>
      );
    case 'token':
      return (
        <Link to="/admin-settings/access/tokens" search={{ q: name }}>
          {name}
        </Link>
      );
    case 'team':
    case 'keys':
      return <code>{name}</code>;
  }
}
