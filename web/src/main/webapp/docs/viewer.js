// Shows the document that the server itself serves. Nothing is fetched from elsewhere, and no validator is asked.
globalThis.SwaggerUIBundle({
  url: '../api/v1/openapi.yaml',
  dom_id: '#viewer',
  deepLinking: true,
  validatorUrl: null,
});
