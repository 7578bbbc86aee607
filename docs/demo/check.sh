# Sourced by ./demo --check: tries everything with real clients; a line for each result, $failed for the whole.
# shellcheck shell=sh
failed=0
count=0

result() {
    count=$((count + 1))
    if [ "$1" = ok ]; then
        say "  ok      $2"
    else
        failed=1
        say "  FAILED  $2"
        sed 's/^/          /' "$HOME_DIR/check.out" | head -n 20
    fi
}

# try NAME PATTERN COMMAND...: the command succeeds and prints the pattern.
try() {
    what=$1 pattern=$2
    shift 2
    if "$@" >"$HOME_DIR/check.out" 2>&1 </dev/null && grep -qi -- "$pattern" "$HOME_DIR/check.out"; then
        result ok "$what"
    else
        result failed "$what"
    fi
}

# shellcheck disable=SC2086 # the options of --resolve are words
web() { curl -sS --max-time 30 --cacert "$CA" $resolve "$@"; }

# The certificate shown for a name is the name's, and trusted.
certificate() {
    name=$1 port=$2
    shift 2
    openssl s_client -connect "127.0.0.1:$port" -servername "$name" -CAfile "$CA" \
        -verify_hostname "$name" -verify_return_error "$@"
}

# A WebSocket handshake, then one frame, which the server sends back.
websocket() {
    rm -f "$HOME_DIR/ws.in" "$HOME_DIR/ws.out"
    mkfifo "$HOME_DIR/ws.in"
    openssl s_client -quiet -connect "127.0.0.1:$HTTPS" -servername "$HOST" -CAfile "$CA" -verify_return_error \
        <"$HOME_DIR/ws.in" >"$HOME_DIR/ws.out" 2>/dev/null &
    ws_pid=$!
    exec 3>"$HOME_DIR/ws.in"
    printf 'GET /ws HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n' "$HOST" >&3
    await_text '101 Switching Protocols' && printf '\201\205\0\0\0\0hello' >&3 && await_text hello
    ws_result=$?
    exec 3>&-
    kill "$ws_pid" 2>/dev/null || true
    wait "$ws_pid" 2>/dev/null || true
    tr -d '\000-\010\016-\037\200-\377' <"$HOME_DIR/ws.out"
    return $ws_result
}

await_text() {
    tries=0
    until grep -qa -- "$1" "$HOME_DIR/ws.out" 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || return 1
        sleep 0.1
    done
}

step "checking"
try "IMAP with STARTTLS: alice reads a message" '^Subject:' \
    web --ssl-reqd -u "$ALICE" "imap://$HOST:$IMAP/INBOX;MAILINDEX=1"
try "IMAPS: bob reads a message" '^Subject:' \
    web -u "$BOB" "imaps://$HOST:$IMAPS/INBOX;MAILINDEX=1"
try "IMAPS: AUTHENTICATE PLAIN" '^Subject:' \
    web --login-options AUTH=PLAIN -u "$ALICE" "imaps://$HOST:$IMAPS/INBOX;MAILINDEX=1"
try "POP3 with STLS: alice reads a message" '^Subject:' \
    web --ssl-reqd -u "$ALICE" "pop3://$HOST:$POP3/1"
try "POP3S: bob reads a message" '^Subject:' \
    web -u "$BOB" "pop3s://$HOST:$POP3S/1"
try "HTTP: redirected to HTTPS" "^Location: https://$HOST:$HTTPS/mail?x=1" \
    web -i "http://$HOST:$HTTP/mail?x=1"
try "HTTPS: alice's pages come from mailbox-1" '^X-Mailbox: mailbox-1' \
    web -i "https://$HOST:$HTTPS/home/alice@example.com/"
try "HTTPS: bob's pages come from mailbox-2" '^X-Mailbox: mailbox-2' \
    web -i "https://$HOST:$HTTPS/home/bob@example.org/"
try "HTTPS: an auth token leads to its account's server" '^X-Mailbox: mailbox-2' \
    web -i -b "ZM_AUTH_TOKEN=$(java -jar "$STUB_JAR" token --id b0b00000-0000-4000-8000-000000000002)" "https://$HOST:$HTTPS/echo"
try "HTTPS: an upload of 10 MiB arrives" 10485760 \
    sh -c "head -c 10485760 /dev/zero | curl -sS --cacert '$CA' $resolve -T - 'https://$HOST:$HTTPS/upload'"
try "WebSocket: a frame comes back" hello websocket
for name in $HOST $OTHER; do
    try "certificate of $name on IMAPS" 'Verify return code: 0' certificate "$name" "$IMAPS"
    try "certificate of $name on POP3S" 'Verify return code: 0' certificate "$name" "$POP3S"
    try "certificate of $name on HTTPS" 'Verify return code: 0' certificate "$name" "$HTTPS"
    try "certificate of $name after STARTTLS" 'Verify return code: 0' certificate "$name" "$IMAP" -starttls imap
    try "certificate of $name after STLS" 'Verify return code: 0' certificate "$name" "$POP3" -starttls pop3
done
try "metrics count the logins" 'zimbra_proxy_logins_seconds_count{listener="imaps",outcome="ok"} 2' \
    curl -sS "http://127.0.0.1:$MANAGEMENT/q/metrics"

if [ "$failed" = 0 ]; then
    say "all $count checks passed"
else
    say "some checks failed; logs are in .demo"
fi
