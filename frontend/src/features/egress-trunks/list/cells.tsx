import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CallsNow } from '../../../shared/trunks/CallsNow';
import { StatusSign } from '../../../shared/trunks/StatusSign';
import classes from './cells.module.css';
import type { Trunk } from './queries';

const EXPIRING_DAYS = 30;
const ALARMING_DAYS = 7;

/** Name and ID; what else one must know where the page is too narrow for its column. */
export function NameCell({ trunk }: { trunk: Trunk }) {
  return (
    <>
      <div className={classes.two}>
        <Link to="/admin-settings/egress-trunks/$trunkId" params={{ trunkId: trunk.trunkId }} className={classes.name} preload={false}>
          {trunk.name}
        </Link>
        <span className={`${classes.minor} ${classes.mono}`}>{trunk.trunkId}</span>
      </div>
      <div className={classes.notWide}>
        <CertificateWarning trunk={trunk} />
        <NumbersWarning trunk={trunk} />
      </div>
      <div className={classes.narrow}>
        <StatusSign status={trunk.status} withWhy />
        <CallsNow calls={trunk.status.callsNow} most={trunk.maxConcurrentCalls} />
      </div>
    </>
  );
}

/** Where calls are sent. */
export function CarrierCell({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation('trunks');
  return (
    <div className={classes.two}>
      <span className={`${classes.mono} ${classes.uri}`} title={trunk.sipUri}>
        {trunk.sipUri.replace(/^sip:/, '')}
      </span>
      <span className={classes.minor}>{t(`transport.${trunk.transport}`)}</span>
    </div>
  );
}

/** How the trunk proves who it is, and the certificate's end if that is near. */
export function MethodCell({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation('egress-trunks');
  return (
    <div className={classes.two}>
      <span>{t(`method.${trunk.authMethod}`)}</span>
      <CertificateWarning trunk={trunk} />
    </div>
  );
}

/** How the trunk fares, and why. */
export function StatusCell({ trunk }: { trunk: Trunk }) {
  return (
    <div className={classes.status}>
      <StatusSign status={trunk.status} withWhy />
    </div>
  );
}

/** How many base numbers use it; none is a mistake. */
export function NumbersCell({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation('egress-trunks');
  return trunk.baseNumberCount === 0 ? <NumbersWarning trunk={trunk} /> : <>{t('numbers', { count: trunk.baseNumberCount })}</>;
}

function NumbersWarning({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation('egress-trunks');
  return trunk.baseNumberCount === 0 ? <Warning text={t('warning.unlinked')} /> : null;
}

function CertificateWarning({ trunk: { tlsCertificate } }: { trunk: Trunk }) {
  const { t } = useTranslation('egress-trunks');
  if (!tlsCertificate || tlsCertificate.daysLeft > EXPIRING_DAYS) return null;
  const { daysLeft } = tlsCertificate;
  return <Warning isBad={daysLeft <= ALARMING_DAYS} text={daysLeft < 0 ? t('warning.ended') : t('warning.ends', { count: daysLeft })} />;
}

function Warning({ text, isBad = false }: { text: string; isBad?: boolean }) {
  return (
    <span className={classes.warning} data-level={isBad ? 'bad' : undefined}>
      <IconAlertTriangle size={14} aria-hidden />
      {text}
    </span>
  );
}
