import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './PageHeading.module.css';

type Props = { title: string; text: string; /** What can be begun here. */ children?: ReactNode };

/** What a page is about, and what can be begun on it. */
export function PageHeading({ title, text, children }: Props) {
  return (
    <div className={classes.heading}>
      <div className={classes.words}>
        <Title order={1}>{title}</Title>
        <Text c="dimmed" size="sm">
          {text}
        </Text>
      </div>
      <Group gap="xs">{children}</Group>
    </div>
  );
}
