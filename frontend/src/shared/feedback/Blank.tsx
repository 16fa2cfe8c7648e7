import { Center, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { title: string; text?: string; icon?: ReactNode; children?: ReactNode };

/** What stands where there is nothing to show: why, and what to do next. */
export function Blank({ title, text, icon, children }: Props) {
  return (
    <Center mih="14rem" p="lg">
      <Stack align="center" gap="sm" maw="34rem">
        {icon}
        <Title order={2} ta="center">
          {title}
        </Title>
        {text && (
          <Text c="dimmed" ta="center">
            {text}
          </Text>
        )}
        {children}
      </Stack>
    </Center>
  );
}
