"""From the structure of an article to what is said in it: quotes, entities, claims, mentions.

Pure functions and readers of one article; `article` is the entry and shows the order. Names, cues
and concepts are in `schemas/codebook/`, definitions in `schemas/annotation-guide.md`; offsets are
code points.

    who is who         gazetteer, known_names, names, roles, cast
    what is one voice  frames, levels
    who says what      lexicon, syntax, cued_frame, contents, verb_cues, phrase_cues, quoted_words,
                       attribution
    quotes             quote, quotes, speakers, bare_quotations, antecedents, voices
    principles         concepts, combinations, principles
    claims             markers, claim_pieces, claim_passages, claim_sides, claim_pronouns,
                       claim_target, claim_shapes, claim_restating, claim_detection,
                       claim_attributes, claim_stance, claims
    how sure           grounds, confidence
"""
