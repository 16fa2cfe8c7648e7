import { liveliness } from './life';
import { test } from './page';

test('a team with some life in it', liveliness);
