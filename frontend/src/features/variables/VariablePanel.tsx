import { Button, DataList, Group, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../shared/feedback/announce';
import { DeleteDialog } from '../../shared/feedback/DeleteDialog';
import { useFormats } from '../../shared/format/time';
import { useMay } from '../../shared/session';
import { CertificateFacts } from '../../shared/variables/CertificateFacts';
import { VariableDialog } from '../../shared/variables/VariableDialog';
import { deleteVariable, type Variable } from './queries';
import { VariableType } from './VariableType';
import { VariableValue } from './VariableValue';

/** What is known of a variable, and what can be done with it. */
export function VariablePanel({ variable, onDeleted }: { variable: Variable; onDeleted: () => void }) {
  const { t } = useTranslation('variables');
  const { t: shared } = useTranslation('shared');
  const { t: form } = useTranslation('variable-form');
  const { ago } = useFormats();
  const client = useQueryClient();
  const mayEdit = useMay('editor');
  const [asks, setAsks] = useState<'value' | 'delete'>();
  const stamp = (at: string, who: string) => t('updatedBy', { when: ago(at), who });
  return (
    <Stack gap="lg">
      <VariableType variable={variable} />
      {mayEdit && (
        <Group gap="xs">
          <Button size="xs" onClick={() => setAsks('value')}>
            {variable.type === 'text' ? shared('edit') : form('replace')}
          </Button>
          <Button size="xs" variant="default" c="var(--mantine-color-error)" onClick={() => setAsks('delete')}>
            {shared('delete')}
          </Button>
        </Group>
      )}
      {variable.certificate && (
        <Section title={t('details.certificate')}>
          <CertificateFacts certificate={variable.certificate} />
        </Section>
      )}
      <Section title={t('details.value')}>
        <VariableValue variable={variable} />
      </Section>
      <Section title={t('details.usedBy')}>
        {variable.usedByCount === 0 && <Text size="sm">{t('usedBy.none')}</Text>}
        <Group gap="xs">
          {variable.usedBy?.map((trunkId) => (
            <TrunkLink key={trunkId} trunkId={trunkId} />
          ))}
        </Group>
      </Section>
      <DataList size="sm">
        <DataList.Item>
          <DataList.ItemLabel>{t('details.updated')}</DataList.ItemLabel>
          <DataList.ItemValue>{stamp(variable.updatedAt, variable.updatedBy)}</DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>{t('details.created')}</DataList.ItemLabel>
          <DataList.ItemValue>{stamp(variable.createdAt, variable.createdBy)}</DataList.ItemValue>
        </DataList.Item>
      </DataList>
      <VariableDialog
        isOpen={asks === 'value'}
        variable={variable}
        onClose={() => setAsks(undefined)}
        onSaved={() => setAsks(undefined)}
      />
      <DeleteDialog
        name={asks === 'delete' ? variable.name : undefined}
        consequence={t('delete.consequence')}
        onDelete={() => deleteVariable(variable)}
        dependent={({ id }) => <TrunkLink trunkId={id} />}
        onDeleted={() => {
          announce(t('deleted', { name: variable.name }));
          onDeleted();
          void client.invalidateQueries({ queryKey: ['variables', 'list'] });
        }}
        onClose={() => setAsks(undefined)}
      />
    </Stack>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

const TrunkLink = ({ trunkId }: { trunkId: string }) => (
  <Link to="/admin-settings/egress-trunks/$trunkId" params={{ trunkId }}>
    {trunkId}
  </Link>
);
