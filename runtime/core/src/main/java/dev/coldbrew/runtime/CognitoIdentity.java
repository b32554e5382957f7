package dev.coldbrew.runtime;

/**
 * The Amazon Cognito identity that authorised the request.
 *
 * @param identityId empty when Lambda did not tell it
 * @param identityPoolId empty when Lambda did not tell it
 */
public record CognitoIdentity(String identityId, String identityPoolId) {}
