import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Access.module.css';
import { ROLES } from './search';

/** What each role may. */
export function RolesTable() {
  const { t } = useTranslation('access');
  return (
    <section>
      <Title order={2}>{t('roles')}</Title>
      <table className={classes.roles}>
        <tbody>
          {ROLES.map((role) => (
            <tr key={role}>
              <th scope="row">{t(`role.${role}`)}</th>
              <td>{t(`role.${role}.may`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
