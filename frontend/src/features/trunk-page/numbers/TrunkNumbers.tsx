import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ok, type Schemas } from '../../../shared/api/client';
import { Blank } from '../../../shared/feedback/Blank';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { useMay } from '../../../shared/session';
import { DataTable } from '../../../shared/table/DataTable';
import { useRows } from '../../../shared/table/useRows';
import { useSelection } from '../../../shared/table/useSelection';
import { useThisTrunk } from '../useTrunk';
import { LinkNumbers } from './LinkNumbers';
import { useColumns } from './useColumns';
import { useLinks } from './useLinks';

type BaseNumber = Schemas['BaseNumber'];
const PAGE = 100;
const TYPED_FOR_MS = 200;

/** The base numbers whose calls may go out over the trunk, and where it stands among each number's trunks. */
export function TrunkNumbers() {
  const { t } = useTranslation(['trunk-page', 'shared']);
  const isEditor = useMay('editor');
  const trunk = useThisTrunk();
  const { trunkId, revision } = trunk;
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text, TYPED_FOR_MS);
  const [chosen, setChosen] = useState<string[]>([]);
  // Links are of the trunk's revision.
  const list = useRows<BaseNumber>(['base-numbers', 'of-trunk', trunkId, revision, q], (cursor, signal) =>
    ok(
      api.GET('/api/v1/base-numbers', {
        params: { query: { egressTrunk: trunkId, q: q || undefined, cursor, limit: PAGE } },
        signal,
      }),
    ),
  );
  const loaded = list.rows.map(({ number }) => number);
  const selection = useSelection(chosen, setChosen, loaded);
  const links = useLinks(trunkId);
  const columns = useColumns(trunk, list.rows);
  const unlink = () => links.mutate({ action: 'unlink', baseNumbers: chosen }, { onSuccess: () => setChosen([]) });

  return (
    <Stack gap="sm">
      {isEditor && <LinkNumbers trunkId={trunkId} />}
      <Group justify="space-between" align="flex-end">
        <TextInput
          label={t('shared:search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maw="20rem"
        />
        <Group gap="sm">
          <Text size="sm" c="dimmed" role="status">
            {!list.isPending && t('numbers.count', { count: list.total })}
          </Text>
          {isEditor && chosen.length > 0 && (
            <Button size="xs" variant="default" loading={links.isPending} onClick={unlink}>
              {t('numbers.unlink', { count: chosen.length })}
            </Button>
          )}
        </Group>
      </Group>
      <ProblemAlert problem={links.error} />
      <ProblemAlert problem={list.problem} onRetry={list.retry} />
      {list.rows.length === 0 && !list.isPending && !list.problem ? (
        <Blank title={q ? t('shared:pick.nothing') : t('numbers.none')} text={q ? undefined : t('numbers.none.hint')} />
      ) : (
        <DataTable
          label={t('tab.numbers')}
          columns={columns}
          rows={list.rows}
          total={list.total}
          keyOf={({ number }) => number}
          nameOf={({ number }) => number}
          selection={isEditor ? selection : undefined}
          readMore={list.readMore}
          isStale={list.isStale}
          beginsAnewWith={q}
          isDense
        />
      )}
    </Stack>
  );
}
