import { Badge } from '@mantine/core';

export function SystemState() {
  return <Badge>–</Badge>;
}
