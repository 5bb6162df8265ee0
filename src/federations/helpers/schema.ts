import { Type } from 'typebox';
import { FederationHelper, FederationPath } from '../../documents/federation.ts';
import { listOf } from '../../http/pagination.ts';
import { pathName } from '../../vocabulary/shapes.ts';

export const HelperPath = Type.Object({
  ...FederationPath.properties,
  id: pathName('Identifier of a helper, chosen by the federation', 'point-appui-creuse'),
});

export const FederationHelperList = listOf(FederationHelper, 'FederationHelperList');
