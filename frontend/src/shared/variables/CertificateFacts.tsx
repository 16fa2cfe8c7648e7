import { DataList, Group, Stack, Text } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { CopyButton } from '../feedback/CopyButton';
import { useFormats } from '../format/time';
import classes from './CertificateFacts.module.css';
import { Expiry } from './Expiry';

/** What can be known of a certificate without its key. */
export function CertificateFacts({ certificate }: { certificate: Schemas['Certificate'] }) {
  const { t } = useTranslation('variable-form');
  const { date } = useFormats();
  const facts = [
    { term: t('fact.subject'), fact: certificate.subject },
    { term: t('fact.issuer'), fact: certificate.issuer },
    {
      term: t('fact.names'),
      fact:
        certificate.subjectAltNames.length === 0 ? (
          t('fact.names.none')
        ) : (
          <Stack gap={2}>
            {certificate.subjectAltNames.map((name) => (
              <span key={name}>{name}</span>
            ))}
          </Stack>
        ),
    },
    {
      term: t('fact.validity'),
      fact: (
        <Group gap="xs">
          {t('fact.validity.range', { from: date(certificate.notBefore), to: date(certificate.notAfter) })}
          <Expiry daysLeft={certificate.daysLeft} />
        </Group>
      ),
    },
    { term: t('fact.key'), fact: <KeyFact matches={certificate.keyMatches} /> },
    { term: t('fact.keyType'), fact: [certificate.keyType, certificate.keySize].filter(Boolean).join(' ') },
    { term: t('fact.chain'), fact: String(certificate.chainLength) },
    {
      term: t('fact.fingerprint'),
      fact: (
        <Group gap={4} wrap="nowrap" align="flex-start">
          <code className={classes.fingerprint}>{certificate.fingerprint}</code>
          <CopyButton text={certificate.fingerprint} name={t('fact.fingerprint')} />
        </Group>
      ),
    },
  ];
  return (
    <DataList size="sm" className={classes.facts}>
      {facts.map(({ term, fact }) => (
        <DataList.Item key={term}>
          <DataList.ItemLabel>{term}</DataList.ItemLabel>
          <DataList.ItemValue>{fact}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}

function KeyFact({ matches }: { matches: boolean | undefined }) {
  const { t } = useTranslation('variable-form');
  if (matches === undefined) return t('fact.key.none');
  const Icon = matches ? IconCheck : IconAlertTriangle;
  return (
    <Text size="sm" c={matches ? undefined : 'var(--mantine-color-error)'}>
      <Icon size={14} aria-hidden /> {t(matches ? 'fact.key.matches' : 'fact.key.differs')}
    </Text>
  );
}
