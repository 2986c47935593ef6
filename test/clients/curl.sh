# A registered document by POST, by GET, and a report. GRAPH is the server's address, TOKEN a reader's token.
set -eu

curl --silent --fail-with-body "$GRAPH/graphql" \
  --header "authorization: Bearer $TOKEN" --header 'content-type: application/json' \
  --data '{"documentId": "me"}'
echo

curl --silent --fail-with-body --get "$GRAPH/graphql" \
  --header "authorization: Bearer $TOKEN" \
  --data-urlencode 'documentId=branch-list@1' --data-urlencode 'variables={"unit": "B001", "first": 1}'
echo

# The token is the password of Basic, whatever the user's name; --user keeps it out of the address.
curl --silent --fail-with-body --get "$GRAPH/reports/branch-accounts" --user "report:$TOKEN" --data format=csv --data limit=2
