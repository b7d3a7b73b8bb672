#!/usr/bin/perl
# A message center that shares no line with ours: Net::SMPP (Debian: libnet-smpp-perl) reads and writes all octets.
# It listens on a free port of this machine, serves one session, and writes a line for each PDU that it hears:
#
#   listening PORT
#   bind_transceiver SYSTEM_ID
#   submit_sm DESTINATION ESM_CLASS DATA_CODING REGISTERED_DELIVERY SHORT_MESSAGE
#   deliver_sm_resp COMMAND_STATUS
#   unbind
#
# The short message stands in hexadecimal digits. Where a receipt is asked for, one follows the answer.
use strict;
use warnings;
use Net::SMPP;

$| = 1;
my $center = Net::SMPP->new_listen('127.0.0.1', port => 0, timeout => 60) or die "cannot listen: $!";
print 'listening ', $center->sockport, "\n";
my $session = $center->accept or die "nobody came: $!";
my $messages = 0;

while (my $pdu = $session->read_pdu) {
    my $command = $pdu->explain_cmd;
    my $seq = $pdu->seq;
    if ($command eq 'bind_transceiver') {
        print "$command $pdu->{system_id}\n";
        $session->bind_transceiver_resp(seq => $seq, system_id => 'stranger');
    } elsif ($command eq 'enquire_link') {
        $session->enquire_link_resp(seq => $seq);
    } elsif ($command eq 'submit_sm') {
        my $id = sprintf '%08x', ++$messages;
        print join(' ', $command, $pdu->{destination_addr}, $pdu->{esm_class}, $pdu->{data_coding},
            $pdu->{registered_delivery}, unpack 'H*', $pdu->{short_message}), "\n";
        $session->submit_sm_resp(seq => $seq, message_id => $id);
        receipt($pdu, $id) if $pdu->{registered_delivery};
    } elsif ($command eq 'deliver_sm_resp') {
        print "$command ", $pdu->status, "\n";
    } elsif ($command eq 'unbind') {
        print "$command\n";
        $session->unbind_resp(seq => $seq);
        exit;
    }
}

# SMPP 3.4, appendix B.
sub receipt {
    my ($pdu, $id) = @_;
    $session->deliver_sm(
        async => 1,
        esm_class => 4,
        source_addr => $pdu->{destination_addr},
        destination_addr => $pdu->{source_addr},
        short_message => "id:$id sub:001 dlvrd:001 submit date:2603011000 done date:2603011001 stat:DELIVRD err:000 text:"
    );
}
