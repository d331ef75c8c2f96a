import { walksIn } from '../walks.mjs';

walksIn('live');
