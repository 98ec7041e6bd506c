// npm run -s permissions
import { permissionsTable } from '#identity/permissions-table';

process.stdout.write(`${permissionsTable()}\n`);
