import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { WrittenCalls } from '../../../shared/trunks/CallsNow';
import { WrittenSign } from '../../../shared/trunks/StatusSign';
import type { StatusTexts } from '../../../shared/trunks/useStatusTexts';
import classes from './cells.module.css';
import type { Trunk } from './queries';

const EXPIRING_DAYS = 30;
const ALARMING_DAYS = 7;

/** What all rows say, asked for once: there are many rows, and each asking takes its time. */
export type Texts = { t: TFunction<'egress-trunks'>; trunks: TFunction<'trunks'>; status: StatusTexts };
type Props = { trunk: Trunk; texts: Texts };

/** Name and ID; what else one must know where the page is too narrow for its column. */
export function NameCell({ trunk, texts }: Props) {
  return (
    <>
      <div className={classes.two}>
        <Link
          to="/admin-settings/egress-trunks/$trunkId"
          params={{ trunkId: trunk.trunkId }}
          className={classes.name}
          preload={false}
        >
          {trunk.name}
        </Link>
        <span className={`${classes.minor} ${classes.mono}`}>{trunk.trunkId}</span>
      </div>
      <div className={classes.notWide}>
        <CertificateWarning trunk={trunk} texts={texts} />
        <NumbersWarning trunk={trunk} texts={texts} />
      </div>
      <div className={classes.narrow}>
        <WrittenSign status={trunk.status} withWhy texts={texts.status} />
        <CallsCell trunk={trunk} texts={texts} />
      </div>
    </>
  );
}

/** Where calls are sent. */
export function CarrierCell({ trunk, texts }: Props) {
  return (
    <div className={classes.two}>
      <span className={`${classes.mono} ${classes.uri}`} title={trunk.sipUri}>
        {trunk.sipUri.replace(/^sip:/, '')}
      </span>
      <span className={classes.minor}>{texts.trunks(`transport.${trunk.transport}`)}</span>
    </div>
  );
}

/** How the trunk proves who it is, and the certificate's end if that is near. */
export function MethodCell({ trunk, texts }: Props) {
  return (
    <div className={classes.two}>
      <span>{texts.t(`method.${trunk.authMethod}`)}</span>
      <CertificateWarning trunk={trunk} texts={texts} />
    </div>
  );
}

/** How the trunk fares, and why. */
export function StatusCell({ trunk, texts }: Props) {
  return (
    <div className={classes.status}>
      <WrittenSign status={trunk.status} withWhy texts={texts.status} />
    </div>
  );
}

/** How many calls it has of those that it may have. */
export function CallsCell({ trunk, texts }: Props) {
  return <WrittenCalls calls={trunk.status.callsNow} most={trunk.maxConcurrentCalls} t={texts.trunks} />;
}

/** How many base numbers use it; none is a mistake. */
export function NumbersCell({ trunk, texts }: Props) {
  return trunk.baseNumberCount === 0 ? (
    <NumbersWarning trunk={trunk} texts={texts} />
  ) : (
    <>{texts.t('numbers', { count: trunk.baseNumberCount })}</>
  );
}

function NumbersWarning({ trunk, texts }: Props) {
  return trunk.baseNumberCount === 0 ? <Warning text={texts.t('warning.unlinked')} /> : null;
}

function CertificateWarning({ trunk: { tlsCertificate }, texts: { t } }: Props) {
  if (!tlsCertificate || tlsCertificate.daysLeft > EXPIRING_DAYS) return null;
  const { daysLeft } = tlsCertificate;
  return (
    <Warning
      isBad={daysLeft <= ALARMING_DAYS}
      text={daysLeft < 0 ? t('warning.ended') : t('warning.ends', { count: daysLeft })}
    />
  );
}

function Warning({ text, isBad = false }: { text: string; isBad?: boolean }) {
  return (
    <span className={classes.warning} data-level={isBad ? 'bad' : undefined}>
      <IconAlertTriangle size={14} aria-hidden />
      {text}
    </span>
  );
}
