# fish completion for the programs of nonmun. The options, commands and kinds of values
# are those that the programs tell with --help-json, so that they cannot disagree; the words
# of a query are those of the index, as nonmun-search --suggest has them.

# How the word under the cursor may go on, from the index that the line names.
function __nonmun_query
    set -l tokens (commandline -opc)
    contains -- --similar $tokens; or contains -- --open $tokens; and return
    set -l index
    for i in (seq 2 (count $tokens))
        switch $tokens[$i]
            case --index
                set index $tokens[(math $i + 1)]
            case '--index=*'
                set index (string replace -- --index= '' $tokens[$i])
        end
    end
    set -q index[1]; and set index --index (string replace -r '^~/' $HOME/ -- $index)
    # A quote after the colon of a field is for the value; others are of the shell.
    set -l typed (commandline -ct | string replace -r '^([^"\']*:)"([^"]*)$' '$1\\"$2' | string replace -ra '(?<!\\\\)["\']' '' | string replace -ra '\\\\(.)' '$1')
    # What excludes or groups stays before the word.
    set -l parts (string match -r '^([-+!(]*)(.+)$' -- $typed); or return
    $tokens[1] $index --suggest -n 20 -- $parts[3] 2>/dev/null | string replace -r '^' -- $parts[2]
end

function __nonmun_complete
    set -l tokens (commandline -opc)
    set -l current (commandline -ct)
    set -l command
    if string match -q '*nonmun-index' -- $tokens[1]
        if test (count $tokens) -eq 1
            $tokens[1] --help-json 2>/dev/null | string replace -rf '^\{"name":"([^"]*)","help":"(.*)"\}.*' '$1\t$2'
            return
        end
        set command $tokens[2]
    else if string match -q '*nonmun-search' -- $tokens[1]
        # The first word may be a command, or one of a query.
        set -l commands ($tokens[1] --help-json 2>/dev/null | sed -n '/^"commands"/,/^]/s/^{"name":"\([^"]*\)","help":"\(.*\)"}.*/\1\t\2/p')
        if test (count $tokens) -eq 1; and not string match -q -- '-*' $current
            printf '%s\n' $commands
            __nonmun_query
            return
        end
        if test (count $tokens) -gt 1; and contains -- $tokens[2] (string replace -r '\t.*' '' -- $commands)
            set command $tokens[2]
        end
    end
    # Each row of the table has a line of its own.
    set -l table ($tokens[1] $command --help-json 2>/dev/null)
    set -l row '^\{"option":"([^"]*)","letter":"([^"]*)","argument":"([^"]*)","choices":"([^"]*)","help":"(.*)"\}.*'
    set -l argument
    set -l choices
    if string match -q -- '-*' $tokens[-1]
        for line in $table
            set -l found (string match -r $row -- $line); or continue
            if contains -- $tokens[-1] $found[2] $found[3]
                set argument $found[4]
                set choices (string split -n ' ' -- $found[5])
            end
        end
    end
    if test -n "$choices"
        printf '%s\n' $choices
        return
    end
    switch "$argument"
        case DIR
            __fish_complete_directories $current
        case FILE
            __fish_complete_path $current
        case ''
            set -l is_query
            string match -q '*nonmun-search' -- $tokens[1]; and not set -q command[1]; and set is_query 1
            # After other words a single dash excludes.
            if string match -q -- '--*' $current; or test "$current" = -; or begin
                    string match -q -- '-*' $current; and test -z "$is_query" -o (count $tokens) -eq 1
                end
                printf '%s\n' $table | string replace -rf $row '$1\t$5'
            else if string match -qr 'SOURCE|FILE' -- $table[1]
                __fish_complete_path $current
            else if test -n "$is_query"
                __nonmun_query
            end
    end
end
complete -c nonmun-search -f -a '(__nonmun_complete)'
complete -c nonmun-serve -f -a '(__nonmun_complete)'
complete -c nonmun-index -f -a '(__nonmun_complete)'
