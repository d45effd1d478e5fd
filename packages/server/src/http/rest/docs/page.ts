/** The page and its script. All URLs are relative, so that it works behind a path prefix. */
export const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Mechanic shop: the API by plain HTTP</title>
    <link rel="icon" href="docs/favicon-32x32.png" />
    <link rel="stylesheet" href="docs/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`;

export const script = `const ui = SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  // Some 190 open operations would take minutes to show.
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  displayOperationId: true,
  displayRequestDuration: true,
  validatorUrl: null,
  // Who logs in here calls with the new session from then on.
  responseInterceptor: (response) => {
    if (response.ok && response.body && typeof response.body.refreshToken === 'string') {
      ui.preauthorizeApiKey('bearer', response.body.token);
    }
    return response;
  },
});
`;

/** No external and no inline scripts or styles, and no framing. */
export const securityPolicy = [
  "default-src 'none'",
  "base-uri 'none'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "img-src 'self' data:",
  "script-src 'self'",
  "style-src 'self'",
].join('; ');
