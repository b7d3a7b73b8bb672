/**
 * Computes vectors by the modules of the authenticator, in a page of its address.
 *
 * @param {{ocra?: string, document?: string}} given the text of a file of OCRA vectors, or of the document of the device protocol
 * @returns {Promise<{compared: number, differences: string[]}>}
 */
async (given) => {
  const load = (name) => import(`/authenticator/protocol/${name}.js`);
  const [octets, suites, ocra, typed, keys, activations, approvals, renewals] = await Promise.all(
    ['octets', 'suite', 'ocra', 'typed', 'keys', 'activation', 'approval', 'renewal'].map(load));
  const { fromHex, toHex, utf8, toBase64url } = octets;
  const result = { compared: 0, differences: [] };

  const compare = (what, computed, expected) => {
    result.compared += 1;
    if (computed !== expected) {
      result.differences.push(`${what}: ${computed} is not ${expected}`);
    }
  };

  const hmacKey = (hex, suite) => crypto.subtle.importKey('raw', fromHex(hex), { name: 'HMAC', hash: suite.hash.name }, false, ['sign']);

  const answered = async (vector, key, question) => {
    const suite = suites.parseSuite(vector.suite);
    const input = { questions: [question] };
    if (vector.pin) {
      input.pinHash = await ocra.pinHash(suite, vector.pin);
      compare('PIN hash', toHex(input.pinHash), vector.pinHash);
    }
    const response = await ocra.response(suite, key, input);
    compare('data input', toHex(ocra.dataInput(suite, input)), vector.dataInput);
    compare('response', response, vector.response);
    compare('shown', typed.grouped(response), vector.shown);
  };

  const ofRfc = async (vector) => {
    const suite = suites.parseSuite(vector.suite);
    const { question } = vector;
    // The vectors of mutual computation have both questions in one text already: halves of eight characters each.
    const input = { questions: question.length <= suite.length ? [question] : [question.slice(0, 8), question.slice(8)] };
    if (vector.counter !== undefined) {
      input.counter = BigInt(vector.counter);
    }
    if (vector.timestamp_steps !== undefined) {
      input.timeSteps = BigInt(vector.timestamp_steps);
    }
    if (vector.session_hex !== undefined) {
      input.session = fromHex(vector.session_hex);
    }
    if (suite.pin) {
      input.pinHash = await ocra.pinHash(suite, vector.pin);
      compare(`${vector.suite} PIN hash`, toHex(input.pinHash), vector.pin_hash_hex);
    }
    compare(`${vector.suite} data input`, toHex(ocra.dataInput(suite, input)), vector.data_input_hex);
    compare(`${vector.suite} response`, await ocra.response(suite, await hmacKey(vector.key_hex, suite), input), vector.response);
  };

  const isRefused = (suite) => {
    try {
      suites.parseSuite(suite);
      return false;
    } catch (error) {
      return error instanceof RangeError;
    }
  };

  const agreementKey = (vector) => {
    const point = fromHex(vector.devicePublicKey);
    const [d, x, y] = [fromHex(vector.devicePrivateNumber), point.slice(1, 33), point.slice(33)].map(toBase64url);
    return crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', d, x, y }, { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
  };

  const ofActivation = async (vector, challenges, approvalRequests) => {
    if (vector.typed) {
      const code = typed.activationCode(vector.typed);
      compare('code', toHex(utf8(code)), vector.secret);
      compare('locator', toHex(await typed.locator(code)), vector.locator);
    }
    const privateKey = await agreementKey(vector);
    compare('z', toHex(await keys.agree(privateKey, fromHex(vector.serverPublicKey))), vector.z);
    const activation = await activations.Activation.of({
      ...vector,
      serverKey: fromHex(vector.serverPublicKey),
      deviceKey: fromHex(vector.devicePublicKey),
      approvalKey: fromHex(vector.approvalPublicKey),
    }, privateKey, fromHex(vector.secret));
    compare('transcript', toHex(activation.transcript), vector.transcript);
    compare('salt', toHex(activation.salt), vector.salt);
    compare('challenge key', toHex(await activation.challengeKeyOctets()), vector.challengeKey);
    compare('device confirmation', toHex(await activation.confirmation('device')), vector.deviceConfirmation);
    compare('server confirmation', toHex(await activation.confirmation('server')), vector.serverConfirmation);
    compare('the right confirmation is taken', await activation.isConfirmedBy(fromHex(vector.serverConfirmation)), true);
    compare('another one is not', await activation.isConfirmedBy(fromHex(vector.deviceConfirmation)), false);
    for (const challenge of challenges.filter(({ key }) => key === vector.challengeKey)) {
      compare('challenge', typed.challenge(challenge.typed), challenge.challenge);
      await answered(challenge, await activation.challengeKey(), challenge.challenge);
    }
    for (const request of approvalRequests.filter(({ key }) => key === vector.approvalOcraKey)) {
      const read = approvals.readApproval(fromHex(request.octets));
      ['attempt', 'user', 'client', 'place', 'time', 'expiry'].forEach((field) => compare(field, read[field], request[field]));
      compare('nonce', toHex(read.nonce), request.nonce);
      const hash = toHex(await approvals.requestHash(fromHex(request.octets)));
      compare('request hash', hash, request.requestHash);
      await answered(request, await activation.approvalOcraKey(), hash);
    }
  };

  const ofRenewal = async (vector) => {
    const oldKey = await hmacKey(vector.oldKey, suites.parseSuite(vector.challengeSuite));
    const renewal = await renewals.Renewal.of({
      ...vector,
      serverKey: fromHex(vector.serverPublicKey),
      deviceKey: fromHex(vector.devicePublicKey),
    }, await agreementKey(vector), oldKey);
    compare('transcript', toHex(renewal.transcript), vector.transcript);
    compare('salt', toHex(renewal.salt), vector.salt);
    compare('renewed challenge key', toHex(await renewal.challengeKeyOctets()), vector.challengeKey);
    compare('device confirmation', toHex(await renewal.confirmation('device')), vector.deviceConfirmation);
    compare('the right confirmation is taken', await renewal.isConfirmedBy(fromHex(vector.serverConfirmation)), true);
    compare('another one is not', await renewal.isConfirmedBy(fromHex(vector.deviceConfirmation)), false);
  };

  if (given.ocra) {
    // A counter may be larger than a number of JavaScript is exact.
    const file = JSON.parse(given.ocra.replaceAll(/"counter": *([0-9]+)/g, '"counter": "$1"'));
    for (const vector of [file.rfc_vectors, file.supplementary, file.vectors].flat().filter(Boolean)) {
      await ofRfc(vector);
    }
    (file.suites_a_strict_parser_should_reject ?? []).forEach(({ suite }) => compare(`${suite} is refused`, isRefused(suite), true));
  }
  if (given.document) {
    const block = (name) => JSON.parse(new RegExp(`<!-- vectors: ${name} -->\\s*\`\`\`json\\n([\\s\\S]*?)\`\`\``).exec(given.document)[1]);
    for (const vector of block('activation')) {
      await ofActivation(vector, block('challenge'), block('approval'));
    }
    for (const vector of block('renewal')) {
      await ofRenewal(vector);
    }
  }
  return result;
}
