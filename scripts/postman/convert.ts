import converter, { type Options } from 'openapi-to-postmanv2';

/** The used part of a Postman item; the converter writes more. */
export interface Item {
  name: string;
  request: {
    name?: string;
    method: string;
    description?: unknown;
    url: {
      host: string[];
      path: string[];
      query: { key: string; value: string | null; disabled?: boolean }[];
      variable: { key: string; value: string }[];
    };
    header: { key: string; value: string; disabled?: boolean }[];
    body?: { mode?: string; raw?: string };
    auth?: object | null;
  };
  event?: object[];
}

interface Converted {
  item: (Item | { item: Item[] })[];
}

/** The requests that the converter creates from the document, by method and path. */
export function convert(document: object): Promise<Map<string, Item>> {
  return new Promise((resolve, reject) => {
    const options: Options = {
      folderStrategy: 'Tags',
      requestParametersResolution: 'Example',
      exampleParametersResolution: 'Example',
    };
    converter.convertV2({ type: 'string', data: JSON.stringify(document) }, options, (error, result) => {
      const collection = result?.output?.[0]?.data as Converted | undefined;
      if (error || !collection) {
        reject(new Error(`The document cannot be converted: ${error?.message ?? result?.reason ?? 'no collection'}`));
        return;
      }
      const items = collection.item.flatMap((item) => ('item' in item ? item.item : [item]));
      resolve(new Map(items.map((item) => [keyOf(item.request.method, item.request.url.path), item])));
    });
  });
}

/** `PUT /vehicles/:id` for both notations of a path. */
export function keyOf(method: string, path: readonly string[]): string {
  return `${method} /${path.join('/').replace(/\{(\w+)\}/g, ':$1')}`;
}
